// A session that is over is said before a form is sent: what was typed stays on the screen.
const { sessionUrl, csrfCookie } = document.querySelector("script[data-session-url]").dataset;
const checking = new WeakSet();
const checked = new WeakSet();
const PATIENCE = 5000; // milliseconds; without an answer the form is sent, and the server keeps what it holds

const whatIsWrong = async () => {
  const question = { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(sessionUrl, question).catch(() => null);
  return answer?.status === 401 ? (await answer.json()).error_message : null;
};

// Django changes the token at each login, in another tab too: the cookie always has the one of today.
const token = () => document.cookie.split("; ").find((each) => each.startsWith(`${csrfCookie}=`))?.split("=")[1];
const renewTokens = () => {
  if (token()) for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token();
};

// Over whatever is on the screen, wherever it was scrolled: Wagtail's messages stand at the top of the page.
const banner = document.createElement("p");
banner.className = "session-banner help-block help-critical";
banner.setAttribute("role", "alert");
const say = (text) => {
  banner.textContent = text;
  document.body.append(banner);
};

// Wagtail's buttons wait for an answer that does not come.
const wakeButtons = (form) => {
  for (const button of form.querySelectorAll("[data-controller~=w-progress]")) {
    button.dataset.wProgressLoadingValue = "false";
    button.disabled = false;
  }
};

// A button that its own press put to sleep would not be sent, and « Publier » would save a draft.
const send = (form, submitter) => {
  const asleep = submitter?.disabled;
  if (submitter) submitter.disabled = false;
  checked.add(form);
  form.requestSubmit(submitter);
  if (submitter) submitter.disabled = asleep;
};

const check = async (form, submitter) => {
  checking.add(form);
  const wrong = await whatIsWrong();
  checking.delete(form);
  renewTokens();
  if (wrong) {
    wakeButtons(form);
    say(wrong);
  } else {
    banner.remove();
    send(form, submitter);
  }
};

const isPost = (form) => form.getAttribute("method")?.toLowerCase() === "post";
const isOurs = (form) => isPost(form) && !document.querySelector("body.login:not(.kept)");

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!isOurs(form) || checked.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!checking.has(form)) check(form, submitter);
}, true);

document.addEventListener("w-autosave:save", (event) => {
  renewTokens();
  if (token()) event.detail.formData.set("csrfmiddlewaretoken", token());
});
document.addEventListener("w-autosave:success", () => banner.remove());
document.addEventListener("visibilitychange", renewTokens);
window.addEventListener("focus", renewTokens);

// A chooser that could not open leaves its button asleep.
const wakeChoosers = (event, answer) => {
  if (answer.status !== 401) return;
  say(JSON.parse(answer.responseText).error_message);
  const asleep = document.querySelectorAll("button[disabled]:not([data-force-disabled])");
  for (const button of asleep) button.disabled = false;
};
window.jQuery?.(document)
  .on("ajaxSend", renewTokens)
  .on("ajaxSuccess", () => banner.remove())
  .on("ajaxError", wakeChoosers);
