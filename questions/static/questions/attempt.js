// An attempt: counts the time down, and follows an end that is moved meanwhile and questions that are
// dropped. Without this the page shows until when there was time as it was opened.

const clock = document.getElementById("clock");
const said = document.getElementById("clock-said");
const told = document.getElementById("end");
const WARNINGS = [300, 60];
const GRACE = 6_000;
let announced = Infinity;
let deadline;
let ruled;
let ends;

function inWords(seconds) {
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  const minutes = String(Math.floor(seconds / 60) % 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return hours ? `${hours}:${minutes.padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

// The server's clock counts, whatever this machine's says.
function follow() {
  const { now, deadline: until, over } = told.firstElementChild.dataset;
  if (over) return end(over);
  const rulings = [...told.querySelectorAll(".ruled p")].map((one) => one.textContent).join(" ");
  const isRuled = ruled !== undefined && ruled !== rulings;
  ruled = rulings;
  if (isRuled) said.textContent = rulings;
  const isMoved = deadline !== undefined && deadline !== until;
  deadline = until;
  ends = performance.now() + Date.parse(until) - Date.parse(now);
  if (!isMoved) return;
  announced = Infinity;
  clock.classList.remove("short");
  tick();
  const time = `The time was changed. ${told.firstElementChild.textContent.trim()}`;
  said.textContent = isRuled ? `${time} ${rulings}` : time;
}

function end(sentence) {
  clearInterval(ticking);
  clock.textContent = inWords(0);
  said.textContent = "";
  const over = document.getElementById("time-up");
  over.textContent = sentence ?? over.dataset.text;
  document.getElementById("time-up-link").hidden = false;
  close(document.getElementById("answer"));
  for (const button of document.querySelectorAll("#answer [name=go], [form=answer]")) button.disabled = true;
}

// What is written stays to be read, and takes nothing more; a phone's keyboard goes away.
function close(form) {
  const isWriting = form.contains(document.activeElement);
  for (const input of form.querySelectorAll("input:not([type=hidden])")) input.readOnly = true;
  for (const part of form.querySelectorAll("fieldset, .symbols")) part.inert = true;
  if (isWriting) document.querySelector("#time-up-link a").focus();
}

function tick() {
  const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  clock.textContent = inWords(left);
  for (const warning of WARNINGS) {
    if (left <= warning && announced > warning && left > 0) {
      announced = warning;
      clock.classList.add("short");
      said.textContent = `${Math.ceil(left / 60)} minute${left > 60 ? "s" : ""} left`;
    }
  }
  // The server says first that time is up, unless it cannot be reached.
  if (performance.now() > ends + GRACE) end();
}

const ticking = setInterval(tick, 1000);
document.body.addEventListener("htmx:afterSwap", (event) => { if (event.detail.target === told) follow(); });
follow();
tick();
