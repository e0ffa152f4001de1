// An attempt: numbers the saves, says when one fails and tries again, counts the time down.
// Without this the buttons save and the page shows until when there is time.

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
  fetch(form.action, {
    method: "POST", body: new FormData(form), keepalive: true, headers: { "HX-Request": "true" },
  });
});

const clock = document.getElementById("clock");
const said = document.getElementById("clock-said");
const span = Date.parse(clock.dataset.deadline) - Date.parse(clock.dataset.now);
const began = performance.now();
const WARNINGS = [300, 60];
let announced = Infinity;

function inWords(seconds) {
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  const minutes = String(Math.floor(seconds / 60) % 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return hours ? `${hours}:${minutes.padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

function end() {
  const over = document.getElementById("time-up");
  over.textContent = over.dataset.text;
  document.getElementById("time-up-link").hidden = false;
  for (const button of document.querySelectorAll("#answer [name=go], [form=answer]")) button.disabled = true;
}

function tick() {
  const left = Math.max(0, Math.ceil((span - (performance.now() - began)) / 1000));
  clock.textContent = inWords(left);
  for (const warning of WARNINGS) {
    if (left <= warning && announced > warning && left > 0) {
      announced = warning;
      clock.classList.add("short");
      said.textContent = `${Math.ceil(left / 60)} minute${left > 60 ? "s" : ""} left`;
    }
  }
  if (left === 0) {
    clearInterval(ticking);
    end();
  }
}

const ticking = setInterval(tick, 1000);
tick();
