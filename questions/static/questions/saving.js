// An attempt or a practice exam: numbers the saves, says when one fails and tries again.
// Without this the buttons save.

const form = document.getElementById("answer");
const saved = document.getElementById("saved");
const RETRY = 3_000;
let unsaved = false;

// Each change gets a higher number, so that the server can tell an old save from a new one.
form.addEventListener("input", () => {
  form.elements.sequence.value = Number(form.elements.sequence.value) + 1;
  unsaved = true;
}, { capture: true });

form.addEventListener("submit", () => { unsaved = false; });

function markPlace() {
  const isAnswered = new FormData(form).getAll("entry").some((text) => text.trim());
  const place = document.querySelector(".place[aria-current]");
  if (!place) return;
  place.classList.toggle("done", isAnswered);
  const { withAnswer, without } = place.dataset;
  place.querySelector(".place-state").textContent = isAnswered ? withAnswer : without;
}

function isSave(event) {
  return event.detail.elt === form;
}

function failed(event, sentence) {
  if (!isSave(event)) return;
  saved.textContent = sentence;
  saved.classList.add("not-saved");
  setTimeout(() => { if (unsaved) form.dispatchEvent(new Event("input")); }, RETRY);
}

document.body.addEventListener("htmx:afterRequest", (event) => {
  if (!isSave(event) || !event.detail.successful) return;
  const sent = Number(event.detail.requestConfig.parameters.sequence);
  if (sent === Number(form.elements.sequence.value)) unsaved = false;
  saved.classList.remove("not-saved");
  if (!saved.querySelector(".not-saved")) markPlace();
});
document.body.addEventListener("htmx:sendError", (event) =>
  failed(event, "Not saved: no connection. Trying again."));
document.body.addEventListener("htmx:responseError", (event) =>
  failed(event, event.detail.xhr.status === 401
    ? "Not saved: you are signed out. Sign in in another tab, then write on here."
    : "Not saved: the server did not take it. Trying again."));

// Leaving the page within the moment between a change and its save must not lose it.
addEventListener("pagehide", () => {
  if (!unsaved) return;
  fetch(form.dataset.save, {
    method: "POST", body: new FormData(form), keepalive: true, headers: { "HX-Request": "true" },
  });
});
