/* The form of « Liste automatique »: codes that went away stay in sight, and the count follows what is ticked. */
(() => {
  const widgets = window.telepath.constructors;
  const PAUSE = 400;

  /* Boxes. Wagtail only ticks those that exist: the others would be lost at the next save, without a word. */
  const addBox = (root, name, code) => {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value: code });
    label.className = "code-gone";
    label.append(box, ` « ${code} » ${root.dataset.gone}`);
    root.prepend(label);
  };
  const countTicked = (root) => root.querySelectorAll("details").forEach((group) => {
    const ticked = group.querySelectorAll("input:checked").length;
    group.querySelector("[data-ticked]").textContent = ticked ? `(${ticked})` : "";
  });

  class CodeBoxes extends widgets["wagtail.widgets.RadioSelect"] {
    render(placeholder, name, id, state, ...others) {
      const bound = super.render(placeholder, name, id, [], ...others);
      const root = bound.element;
      const { setState } = bound;
      bound.setState = (codes) => {
        const offered = new Set([...root.querySelectorAll("input")].map((box) => box.value));
        (codes || []).filter((code) => !offered.has(code)).forEach((code) => addBox(root, name, code));
        setState.call(bound, codes || []);
        countTicked(root);
      };
      bound.setState(state);
      root.querySelectorAll("details").forEach((group) => (group.open = !!group.querySelector("input:checked")));
      root.addEventListener("change", () => countTicked(root));
      return bound;
    }
  }

  class CodeSelect extends widgets["wagtail.widgets.Select"] {
    render(placeholder, name, id, state, ...others) {
      const bound = super.render(placeholder, name, id, [], ...others);
      const { setState } = bound;
      bound.setState = (codes) => {
        const options = [...bound.input.options].map((option) => option.value);
        [codes || []]
          .flat()
          .filter((code) => !options.includes(code))
          .forEach((code) => bound.input.add(new Option(`« ${code} » ${bound.input.dataset.gone}`, code)));
        setState.call(bound, codes || []);
      };
      bound.setState(state);
      return bound;
    }
  }

  /* The count. What the block's fields hold is asked for under one name, wherever the block stands in the page. */
  class Count {
    constructor(container, prefix, address) {
      Object.assign(this, { container, prefix, address, asked: "" });
      this.line = Object.assign(document.createElement("p"), { className: "listing-count" });
      this.line.setAttribute("role", "status");
      container.append(this.line);
      for (const event of ["input", "change", "click"]) container.addEventListener(event, () => this.plan());
      this.plan(0);
    }
    plan(pause = PAUSE) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), pause);
    }
    parameters() {
      const parameters = new URLSearchParams();
      for (const field of this.container.querySelectorAll("[name]")) {
        const isOff = field.type === "checkbox" && !field.checked;
        if (isOff || !field.name.startsWith(this.prefix)) continue;
        parameters.append(field.name.replace(this.prefix, "listing"), field.value);
      }
      return parameters.toString();
    }
    async ask() {
      const parameters = this.parameters();
      if (parameters === this.asked || !this.container.isConnected) return;
      this.asked = parameters;
      try {
        const answer = await fetch(`${this.address}?${parameters}`, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(answer.statusText);
        const { text, warning } = await answer.json();
        if (parameters === this.asked) this.show(text, warning);
      } catch {
        if (parameters === this.asked) this.show("", "");
        this.asked = "";
      }
    }
    show(text, warning) {
      this.line.replaceChildren(text);
      if (warning) this.line.append(Object.assign(document.createElement("strong"), { textContent: ` ${warning}` }));
    }
  }

  class ListingBlockDefinition extends window.wagtailStreamField.blocks.StructBlockDefinition {
    render(placeholder, prefix, state, error) {
      const block = super.render(placeholder, prefix, state, error);
      new Count(block.container[0] || block.container, prefix, this.meta.attrs["data-count"]);
      return block;
    }
  }

  window.telepath.register("search.CodeBoxes", CodeBoxes);
  window.telepath.register("search.CodeSelect", CodeSelect);
  window.telepath.register("search.ListingBlock", ListingBlockDefinition);
})();
