// What is typed while an answer is being checked, or a hint is fetched, stays: the question that
// comes back holds what was sent, and its fields get back what has been changed since.

const ENTRIES = "#answer [name=entry]";
let sent = null;
let kept = null;

function boxes() {
  return [...document.querySelectorAll(ENTRIES)];
}

function isTicked(box) {
  return box.type === "radio" || box.type === "checkbox";
}

function held(box) {
  return isTicked(box) ? box.checked : box.value;
}

function now() {
  const place = boxes().indexOf(document.activeElement);
  return { held: boxes().map(held), place, caret: document.activeElement.selectionStart };
}

function giveBack() {
  const found = boxes();
  if (found.length !== kept.held.length) return;
  found.forEach((box, place) => {
    if (isTicked(box)) box.checked = kept.held[place];
    else box.value = kept.held[place];
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  focus();
  if (Number.isInteger(kept.caret)) boxes()[kept.place]?.setSelectionRange(kept.caret, kept.caret);
}

function focus() {
  boxes()[kept.place]?.focus();
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target.id === "item") sent = boxes().map(held);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "item" || sent === null) return;
  const state = now();
  kept = state.held.some((value, place) => value !== sent[place]) ? state : null;
  sent = null;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "item" && kept) giveBack();
});

// Settling gives the focus to what is new; somebody who types on keeps it. From now on the new fields
// ask how they are read: what was given back, or typed since, was written before they did.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "item" || !kept) return;
  focus();
  for (const box of boxes()) box.dispatchEvent(new Event("given-back"));
  kept = null;
});
