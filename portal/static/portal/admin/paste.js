// What is pasted from Word or a web page into a text, as this editor can hold it: the greatest heading is a section's,
// smaller ones than it has are the smallest it has, and the cells of a table's row stay apart.
(() => {
  const HEADINGS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" };
  const BETWEEN_CELLS = " – ";
  let passing = false;

  const renamed = (element, name) => {
    const other = element.ownerDocument.createElement(name);
    other.append(...element.childNodes);
    element.replaceWith(other);
  };

  const rowAsLine = (row) => {
    const line = row.ownerDocument.createElement("p");
    line.textContent = [...row.cells]
      .map((cell) => cell.textContent.replace(/\s+/g, " ").trim())
      .filter(Boolean)
      .join(BETWEEN_CELLS);
    return line;
  };

  const heldBy = (html) => {
    const pasted = new DOMParser().parseFromString(html, "text/html");
    const headings = pasted.querySelectorAll(Object.keys(HEADINGS).join(","));
    const tables = pasted.querySelectorAll("table");
    headings.forEach((element) => renamed(element, HEADINGS[element.tagName]));
    tables.forEach((table) => table.replaceWith(...[...table.rows].map(rowAsLine)));
    return headings.length || tables.length ? pasted.body.innerHTML : null;
  };

  document.addEventListener(
    "paste",
    (event) => {
      const html = event.clipboardData?.getData("text/html");
      if (passing || !html || !event.target.closest?.(".DraftEditor-root")) return;
      const held = heldBy(html);
      if (held === null) return;
      event.preventDefault();
      event.stopPropagation();
      const data = new DataTransfer();
      data.setData("text/html", held);
      data.setData("text/plain", event.clipboardData.getData("text/plain"));
      passing = true;
      event.target.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
      passing = false;
    },
    true,
  );
})();
