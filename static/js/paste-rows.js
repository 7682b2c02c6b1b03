// Cells copied in Excel and pasted into a cell of the table are handed to the server, which fills the rows from there.

document.addEventListener("paste", (event) => {
  const cell = event.target instanceof Element ? event.target.closest(".worktable .control") : null;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !/[\t\n]/.test(text.trim())) return;
  const form = cell.form;
  const [, token, column] = cell.name.match(/^((?:new-)?[0-9a-f]{12})-(\w+)$/) ?? [];
  if (!token) return;
  event.preventDefault();
  form.elements.pasted.value = text;
  form.elements.paste_at.value = `${token}:${column}`;
  form.querySelector('button[name="do"][value="paste"]').click();
});
