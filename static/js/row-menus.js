// One menu of a table's line at a time; a click elsewhere or Escape closes it.

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.row-menu[open]")) {
    if (menu !== except) menu.open = false;
  }
};

document.addEventListener("click", (event) => {
  closeMenus(event.target instanceof Element ? event.target.closest("details.row-menu") : null);
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.row-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
