// What a preview says against a text stands beside its field too, as a page that refuses has it.

function beside(reason) {
  const link = reason.querySelector("a");
  const control = link && document.getElementById(link.hash.slice(1));
  const row = control?.closest(".form-row");
  if (!row) return;
  const list = document.createElement("ul");
  list.className = "errorlist";
  list.append(document.createElement("li"));
  list.firstChild.textContent = reason.dataset.sentence;
  row.prepend(list);
  control.setAttribute("aria-invalid", "true");
}

function say() {
  document.querySelectorAll(".form-row .errorlist").forEach((old) => {
    // Also what a refused page said there: it was of the text before.
    old.closest(".form-row").querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    old.remove();
  });
  document.querySelectorAll("#preview [data-sentence]").forEach(beside);
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "preview") say();
});
