// Advice on what is hard to read, while somebody writes a page: the server measures, this shows.
(() => {
  const PAUSE = 1200;
  const form = document.querySelector("[data-readability]")?.dataset;
  const editor = document.getElementById("page-edit-form") || document.querySelector("form[data-edit-form]");
  if (!form || !editor) return;

  const said = document.createElement("div");
  said.className = "readability help-block help-info";
  said.setAttribute("role", "status");
  said.hidden = true;
  editor.querySelector("[role=tabpanel], .w-panel__content")?.append(said);

  const richText = (input) => {
    try {
      return (JSON.parse(input.value)?.blocks || []).map((block) => block.text).join("\n");
    } catch {
      return "";
    }
  };
  const written = () =>
  [
    ...[...editor.querySelectorAll("textarea")].map((area) => area.value),
    ...[...editor.querySelectorAll("[data-draftail-input]")].map(richText),
  ].join("\n");

  let last = "";
  let timer = 0;
  const ask = async () => {
    const text = written();
    if (text === last) return;
    last = text;
    const body = new URLSearchParams({ text });
    const headers = { "X-CSRFToken": editor.querySelector("[name=csrfmiddlewaretoken]").value };
    const answer = await fetch(form.readability, { method: "POST", body, headers }).catch(() => null);
    if (!answer?.ok) return;
    const { advice } = await answer.json();
    said.replaceChildren(
      ...advice.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })),
    );
    said.hidden = !advice.length;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  editor.addEventListener("input", later);
  editor.addEventListener("change", later);
  later();
})();
