// What a form saves by itself in the background is no other version of the page: the form is from then on a change of
// it, is not sent before that saving is over, and saves nothing by itself once it is sent.
(() => {
  const LONGEST_WAIT = 10_000;
  let isSaving = false;
  let isSent = false;
  let waiting = null;

  const setField = (form, name, value) => {
    const field = form.elements.namedItem(name);
    if (field && value) field.value = value;
  };

  // A button that its own press put to sleep would not be sent, and « Publier » would save a draft.
  const sendAsPressed = ({ form, button }) => {
    const asleep = button?.disabled;
    if (button) button.disabled = false;
    form.requestSubmit(button);
    if (button) button.disabled = asleep;
  };

  const goOn = () => {
    const held = waiting;
    isSaving = false;
    waiting = null;
    if (held) sendAsPressed(held);
  };

  document.addEventListener("w-autosave:save", (event) => isSent && event.preventDefault());

  window.addEventListener("w-autosave:save", (event) => {
    isSaving = !event.defaultPrevented;
  });

  document.addEventListener("w-autosave:success", ({ target, detail }) => {
    setField(target, "loaded_revision_id", detail.data.revision_id);
    setField(target, "loaded_revision_created_at", detail.data.revision_created_at);
    goOn();
  });

  document.addEventListener("w-autosave:error", goOn);

  document.addEventListener(
    "submit",
    (event) => {
      if (!isSaving || !event.target.matches("[data-edit-form]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!waiting) setTimeout(goOn, LONGEST_WAIT);
      waiting = { form: event.target, button: event.submitter };
    },
    true,
  );

  window.addEventListener("submit", (event) => {
    if (event.target.matches("[data-edit-form]")) isSent = !event.defaultPrevented;
  });

  window.addEventListener("pageshow", () => {
    isSent = false;
  });
})();
