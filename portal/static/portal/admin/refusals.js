// A refused deletion answers with a sentence; Wagtail's lists of uploads would leave the row there and say nothing.
window.jQuery?.(document).on("ajaxError", (event, answer) => {
  const text = answer.responseJSON?.error_message;
  if (!text) return;
  document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { clear: true, text, type: "error" } }));
});
