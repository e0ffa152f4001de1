// What is written and not yet sent outlives a look at another page and signing up: this tab keeps
// it under the question's address until the question is over.

const ENTRIES = "#answer [name=entry]";
const KEY = `unsent ${location.pathname}`;

function boxes() {
  return [...document.querySelectorAll(ENTRIES)];
}

function isTicked(box) {
  return box.type === "radio" || box.type === "checkbox";
}

function written(box) {
  return isTicked(box) ? box.checked : box.value;
}

function given(box) {
  return isTicked(box) ? box.defaultChecked : box.defaultValue;
}

function keep() {
  const held = boxes().map((box) => ({ given: given(box), written: written(box) }));
  sessionStorage.setItem(KEY, JSON.stringify(held));
}

// Where the server shows something else by now, as what another tab has sent, that stays.
function giveBack() {
  const held = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  const found = boxes();
  if (held?.length !== found.length) return;
  found.forEach((box, place) => {
    if (held[place].given !== given(box)) return;
    if (isTicked(box)) box.checked = held[place].written;
    else box.value = held[place].written;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

document.addEventListener("input", (event) => {
  if (event.target.matches(ENTRIES)) keep();
});

// An answer leads to the question with what was sent in its fields, or to its end without any.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "item") return;
  if (boxes().length) keep();
  else sessionStorage.removeItem(KEY);
});

// Once the fields are listened to, so that how they are read is asked.
document.addEventListener("DOMContentLoaded", giveBack);
