// An attempt: counts the time down. Without this the page shows until when there is time.

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
