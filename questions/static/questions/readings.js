// Readings of an answer. Another one: its button writes it into the field, as if it had been typed.
// Without this the button sends the form, and the page that comes back has it in the field.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-instead]");
  if (!button) return;
  event.preventDefault();
  const input = document.getElementById(button.closest("output").htmlFor.value);
  input.value = button.dataset.instead;
  input.focus();
  input.dispatchEvent(new Event("input", { bubbles: true }));
});

// What could not be read anew is not shown as read: it was another text.
document.addEventListener("htmx:sendError", (event) => {
  const { target } = event.detail;
  if (target.matches("output.reading")) target.replaceChildren();
});
