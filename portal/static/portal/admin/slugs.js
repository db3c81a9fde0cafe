// Wagtail makes a page's address of its title, and drops the letters that it does not know: « Œuvre » became « uvre »,
// « ﬁche », as a PDF writes it, « che », and « 🎉 Fête » began with a hyphen.
(() => {
  const LETTERS = { œ: "oe", Œ: "Oe", æ: "ae", Æ: "Ae" };
  const plain = (text) => text
    .normalize("NFKC")
    .replace(/[œŒæÆ]/g, (letter) => LETTERS[letter])
    .replace(/^[^\p{L}\p{N}]+/u, "");

  for (const name of ["w-sync:apply", "w-sync:check"]) {
    document.addEventListener(
      name,
      ({ detail }) => {
        if (typeof detail?.value === "string") detail.value = plain(detail.value);
      },
      true,
    );
  }
})();
