// Symbol buttons: insert at the caret of the field used last, or around what is selected there.

let field = null;

function current() {
  if (!field?.isConnected) field = document.querySelector(".maths-input");
  return field;
}

function insert(input, before, after) {
  const { selectionStart: start, selectionEnd: end, value } = input;
  const selected = value.slice(start, end);
  input.setRangeText(before + selected + after, start, end, "end");
  // With something selected before a fraction's end, the caret goes to the empty place.
  const inside = start + before.length + selected.length;
  const caret = selected && after.includes("()") ? inside + after.length - 1 : inside;
  input.focus();
  input.setSelectionRange(caret, caret);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches(".maths-input")) field = event.target;
});

// Pressing a button must not take the focus, and with it the caret, from the field.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-before]")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-before]");
  const input = button && current();
  if (input) insert(input, button.dataset.before, button.dataset.after ?? "");
});
