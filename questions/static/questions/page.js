// On every page: what works without this only gets more convenient.

document.documentElement.classList.add("js");

// Who comes to be here, by practising or signing up, is shown times as this device tells them.
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
document.cookie = `zone=${timeZone}; path=/; max-age=31536000; samesite=lax`;

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details.menu[open]");
  closeMenus(null);
  open?.querySelector("summary").focus();
});

// A double click sends a form once.
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const now = performance.now();
  if (now - (sent.get(event.target) ?? -Infinity) < 1000) event.preventDefault();
  else sent.set(event.target, now);
});

// Beside a link: copies its whole address.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.nextElementSibling.textContent = "Copied.";
  });
}

function tellTrouble(isTrouble) {
  const trouble = document.getElementById("trouble");
  if (trouble) trouble.hidden = !isTrouble;
}

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, () => tellTrouble(true));
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  if (xhr.status < 400) tellTrouble(false);
  // A redirect, to the sign-in page for one, is a page of its own and no part of this one.
  const arrived = new URL(xhr.responseURL);
  if (arrived.pathname !== new URL(pathInfo.finalRequestPath, location.href).pathname) {
    event.detail.shouldSwap = false;
    location.assign(arrived);
  }
});

// A formula that is wider than its place is scrolled, with the keyboard too.
function letScroll(formula) {
  if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
  else formula.removeAttribute("tabindex");
}

const PLACES = ".formula.block, .pair-shown > span";
const formulas = () => document.querySelectorAll(PLACES);

// Told of each place, and of what stands in it, once it is shown, opened or has another width,
// before it is painted: in a place of the same width a formula grows when its font comes.
const places = new ResizeObserver((changed) =>
  changed.forEach(({ target }) => letScroll(target.closest(PLACES))),
);
const watch = () =>
  formulas().forEach((formula) => [formula, ...formula.children].forEach((one) => places.observe(one)));
document.addEventListener("htmx:afterSettle", watch);
// Words between formulas are wider with their font, too.
document.fonts.addEventListener("loadingdone", () => formulas().forEach(letScroll));
watch();
