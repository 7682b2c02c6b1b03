// What is typed while the server redraws a part of the form stays typed.

const CONTROLS = "input[name]:not([type=hidden]):not([type=file]), select[name], textarea[name]";
const keyOf = (control) => (control.type === "checkbox" ? `${control.name}=${control.value}` : control.name);
const stateOf = (control) => (control.type === "checkbox" ? control.checked : control.value);
const reading = (form) => new Map([...form.querySelectorAll(CONTROLS)].map((one) => [keyOf(one), stateOf(one)]));

// What the form held when each request was sent; requests may overlap.
const sent = new WeakMap();
let typed = [];

const formOf = (event) => (event.target instanceof Element ? event.target.closest("form#composition") : null);

document.addEventListener("htmx:before:request", (event) => {
  const form = formOf(event);
  if (form) sent.set(event.detail.ctx, reading(form));
});

document.addEventListener("htmx:before:swap", (event) => {
  const form = formOf(event);
  const before = sent.get(event.detail.ctx);
  if (form && before) typed = [...reading(form)].filter(([key, state]) => before.get(key) !== state);
});

document.addEventListener("htmx:after:swap", () => {
  const form = document.querySelector("form#composition");
  if (!form || !typed.length) return;
  const changed = new Map(typed);
  typed = [];
  for (const control of form.querySelectorAll(CONTROLS)) {
    if (!changed.has(keyOf(control))) continue;
    if (control.type === "checkbox") control.checked = changed.get(keyOf(control));
    else control.value = changed.get(keyOf(control));
  }
});
