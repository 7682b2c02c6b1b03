// A chosen or dropped file is sent at once; the button remains for those without script.

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.files.length) return;
  const form = input.closest("form[data-upload]");
  if (!form || form.querySelector("select")) return;
  form.querySelector("button[type=submit]").setAttribute("aria-disabled", "true");
  form.requestSubmit();
});
