// Suggestions while typing: an ARIA 1.2 combobox around the search field. Without this file the form works as it is.
const DELAY = 150;
const SHORTEST = 2;

for (const input of document.querySelectorAll("input[data-suggest]")) combobox(input);

function combobox(input) {
  const { suggest: address, one, many, none } = input.dataset;
  const list = document.createElement("span");
  const status = document.createElement("span");
  let active = -1, timer, request, asked = "";

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  status.className = "vh";
  status.setAttribute("role", "status");
  input.type = "text"; // a search field may not be a combobox
  for (const [name, value] of Object.entries({
    "role": "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);
  input.after(list, status);

  function close() {
    clearTimeout(timer);
    request?.abort();
    asked = "";
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(index) {
    active = index;
    for (const [number, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(number === index));
    }
    const option = list.children[index];
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function show(texts) {
    list.replaceChildren(...texts.map((text, number) => {
      const option = document.createElement("span");
      option.id = `${list.id}-${number}`;
      option.dir = "auto";
      option.setAttribute("role", "option");
      option.textContent = text;
      return option;
    }));
    list.hidden = !texts.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = (texts.length > 1 ? many : texts.length ? one : none).replace("{n}", texts.length);
    activate(-1);
  }

  async function ask() {
    const text = input.value.trim();
    if (text.length < SHORTEST) return close();
    if (text === asked) return;
    asked = text;
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: text })}`, { signal });
      const { suggestions } = await answer.json();
      if (!signal.aborted && document.activeElement === input) show(suggestions);
    } catch {
      if (!signal.aborted) close();
    }
  }

  function choose(option) {
    input.value = option.textContent;
    close();
    input.form.requestSubmit();
  }

  function typed(event) {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, DELAY);
  }

  input.addEventListener("input", typed);
  input.addEventListener("compositionend", () => { timer = setTimeout(ask, DELAY); });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const { key } = event, last = list.children.length - 1;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return ask();
      const next = active + (key === "ArrowDown" ? 1 : -1);
      activate(next > last ? -1 : next < -1 ? last : next);
    } else if (key === "Enter" && list.children[active]) {
      event.preventDefault();
      choose(list.children[active]);
    } else if (key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
}
