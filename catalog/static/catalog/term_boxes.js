// The boxes of a vocabulary: the main term is chosen among those that are ticked; a long list is searched by typing.
(() => {
  const ticked = (boxes) => [...boxes.querySelectorAll("[type=checkbox]:checked")];
  const textOf = (box) => box.closest("label").textContent.trim().replace(/^— /, "");

  const offerMain = (boxes) => {
    const label = boxes.querySelector(".main-term");
    const select = label.querySelector("select");
    const keys = ticked(boxes).map((box) => box.value);
    for (const option of [...select.options]) if (!keys.includes(option.value)) option.remove();
    const offered = [...select.options].map((option) => option.value);
    for (const box of ticked(boxes)) if (!offered.includes(box.value)) select.add(new Option(textOf(box), box.value));
    label.hidden = select.options.length < 2;
  };

  const tick = (search, text, key) => {
    const boxes = search.parentElement.querySelector("[data-term-boxes]");
    const found = boxes.querySelector(`[type=checkbox][value="${key}"]`);
    if (found) found.checked = true;
    else {
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", value: key, checked: true });
      box.name = search.dataset.termSearch;
      label.append(box, ` ${text}`);
      const row = document.createElement("div");
      row.append(label);
      boxes.prepend(row);
    }
    offerMain(boxes);
  };

  document.addEventListener("change", ({ target }) => {
    const boxes = target.matches("[type=checkbox]") && target.closest("[data-term-boxes]");
    if (boxes) offerMain(boxes);
  });

  document.addEventListener("input", ({ target }) => {
    const search = target.closest("[data-term-search]");
    const option = search && [...search.querySelectorAll("option")].find((each) => each.value === target.value);
    if (!option) return;
    tick(search, option.value, option.dataset.key);
    target.value = "";
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.closest("[data-term-search]")) event.preventDefault();
  });
})();
