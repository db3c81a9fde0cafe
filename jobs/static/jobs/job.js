// Shows how far a job is without loading the page again; without script, « Actualiser » does. Only a change of its
// state is said aloud.
(() => {
  const place = document.getElementById("job-state");
  const said = document.getElementById("job-said");
  const every = 2000;
  const job = () => place.querySelector(".job").dataset;

  async function refresh() {
    const answer = await fetch("?fragment=1");
    if (answer.ok && !answer.redirected) {
      const [state, focused] = [job().said, document.activeElement?.id];
      place.innerHTML = await answer.text();
      document.getElementById(focused)?.focus();
      if (job().said !== state) said.textContent = job().said;
    }
    if (job().over !== "true") again();
  }

  const again = () => setTimeout(() => refresh().catch(again), every);

  if (job().over !== "true") again();
})();
