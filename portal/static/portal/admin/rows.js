// A closed row (portal/admin/closed_rows.py) draws its fields when it is opened: its list's empty row, with its values.
(() => {
  const valuesOf = (content) => {
    const values = new Map();
    for (const input of content.querySelectorAll("input[name]")) {
      values.set(input.name, [...(values.get(input.name) ?? []), input]);
    }
    return values;
  };

  const patternOf = (row) => {
    const prefix = row.closest("[data-rows]").id.replace(/^id_|-FORMS$/g, "");
    const number = row.id.slice(`inline_child_${prefix}-`.length);
    const text = document.getElementById(`id_${prefix}-EMPTY_FORM_TEMPLATE`).innerHTML;
    const drawn = document.createElement("template");
    drawn.innerHTML = text.replace(/__prefix__/g, number);
    return drawn.content.querySelector(".w-panel__content");
  };

  const fill = (field, inputs) => {
    const values = inputs.map((input) => input.value);
    if (field.matches("[type=checkbox], [type=radio]")) field.toggleAttribute("checked", values.includes(field.value));
    else if (field.matches("select")) {
      for (const each of field.options) each.toggleAttribute("selected", values.includes(each.value));
    }
    else if (field.matches("textarea")) field.textContent = values[0] ?? "";
    else field.setAttribute("value", values[0] ?? "");
    const { title, edit } = inputs[0]?.dataset ?? {};
    if (title) showChosen(field.parentElement.querySelector(`[id="${field.id}-chooser"]`), title, edit);
  };

  const showChosen = (chooser, title, edit) => {
    chooser.classList.remove("blank");
    chooser.querySelector("[data-chooser-title]").textContent = title;
    const link = chooser.querySelector("[data-chooser-edit-link]");
    link?.setAttribute("href", edit);
    link?.toggleAttribute("hidden", !edit);
  };

  const open = (row) => {
    const content = row.querySelector(".w-panel__content");
    const values = valuesOf(content);
    const pattern = patternOf(row);
    for (const field of pattern.querySelectorAll("[name]")) fill(field, values.get(field.name) ?? []);
    for (const [name, inputs] of values) if (!pattern.querySelector(`[name="${name}"]`)) pattern.append(...inputs);
    delete row.dataset.closedRow;
    jQuery(content).empty().append(pattern.innerHTML); // which runs the scripts of choosers
  };

  const nameOf = (row) => {
    const prefix = row.id.replace("inline_child_", "");
    for (const name of row.closest("[data-rows]").dataset.namedBy.split(" ")) {
      const field = row.querySelector(`[name="${prefix}-${name}"]`);
      const chooser = field?.value && document.getElementById(`${field.id}-chooser`);
      const chosen = chooser && chooser.querySelector("[data-chooser-title]");
      const said = field?.matches("select") ? field.selectedOptions[0]?.textContent : field?.value;
      const text = (chosen ? chosen.textContent : said ?? "").trim();
      if (text) return text;
    }
    return "";
  };

  document.addEventListener("wagtail:panel-toggle", ({ target, detail }) => {
    const row = target.closest("[data-closed-row]");
    if (row && detail.expanded) open(row);
  });

  document.addEventListener("change", ({ target }) => {
    const row = target.closest("[data-rows] > [data-inline-panel-child]:not([data-closed-row])");
    // A chooser says that it has changed before it shows what was chosen.
    if (row) setTimeout(() => {
      const name = nameOf(row);
      if (name) row.querySelector("[data-panel-heading-text]").textContent = name;
    });
  });
})();
