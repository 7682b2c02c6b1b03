// What was typed and not saved yet: the browser asks before the page is left.

let isUnsaved = false;

const note = (event) => {
  const field = event.target;
  if (field instanceof Element && field.type !== "file" && field.closest("main form[method=post]")) isUnsaved = true;
};

const forget = () => {
  isUnsaved = false;
};

document.addEventListener("input", note);
document.addEventListener("change", note);
document.addEventListener("submit", forget);
// The buttons of a table save it without a submit event.
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("button[hx-post]")) forget();
});
window.addEventListener("beforeunload", (event) => {
  if (isUnsaved) event.preventDefault();
});
