// Keys on the workbench: arrows walk, Enter opens, letters decide. The page works without them.
"use strict";

const bench = document.querySelector("[data-keys]");
const line = document.querySelector("[data-keys-line]");
const rows = [...bench.querySelectorAll("tr:has(.mp-why)")];
const said = line.querySelector("[data-keys-said]");
const more = line.querySelector("[data-keys-more]");
const help = document.getElementById(more.getAttribute("aria-controls"));
const turn = line.querySelector("[data-keys-switch]");
const kept = `keys ${location.pathname}`;

const rowHere = () => rows.find((row) => row.contains(document.activeElement));
const decide = (row) => row.querySelector("[data-decide]");
const parts = {
  s: (row) => decide(row).querySelector("form button"),
  r: (row) => decide(row).querySelector("a"),
  c: (row) => decide(row).querySelector("input[type=checkbox]"),
};

for (const row of rows) {
  for (const [key, find] of Object.entries(parts)) find(row)?.setAttribute("aria-keyshortcuts", key);
}

function say(sentence, row) {
  said.textContent = sentence.replace("{name}", row ? decide(row).dataset.decide : "");
}

function goTo(row) {
  row.scrollIntoView({ block: "nearest" });
  row.querySelector("summary").focus({ preventScroll: true });
}

function walk(step) {
  const place = rows.indexOf(rowHere());
  const next = place < 0 ? (step > 0 ? 0 : rows.length - 1) : place + step;
  if (rows[next]) goTo(rows[next]);
}

// The page that comes back after a decision goes on at the same place of the list.
function remember() {
  sessionStorage.setItem(kept, String(Math.max(0, rows.indexOf(rowHere()))));
}

function press(key, row) {
  const part = parts[key](row);
  if (!part) return say(line.dataset.done, row);
  remember();
  part.click();
}

function tick(row) {
  const box = parts.c(row);
  if (!box) return;
  box.checked = !box.checked;
  if (bench.querySelectorAll("[data-decide] input:checked").length === 2) {
    remember();
    return box.form.requestSubmit();
  }
  say(box.checked ? line.dataset.oneMore : line.dataset.unticked, row);
}

function undo() {
  const button = document.querySelector("[data-undo] button");
  if (!button) return say(line.dataset.nothing);
  remember();
  button.click();
}

function explain() {
  help.hidden = !help.hidden;
  more.setAttribute("aria-expanded", String(!help.hidden));
}

const isOff = () => localStorage.getItem("keys") === "off";

function show() {
  line.classList.toggle("mp-keys--off", isOff());
  turn.firstElementChild.textContent = isOff() ? line.dataset.start : line.dataset.stop;
}

const deeds = {
  ArrowDown: () => walk(1),
  ArrowUp: () => walk(-1),
  "?": explain,
  u: undo,
  s: (row) => row && press("s", row),
  r: (row) => row && press("r", row),
  c: (row) => row && tick(row),
};

function isTyping(target) {
  return target.isContentEditable || target.matches("select, textarea, input:not([type=checkbox])");
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (isOff() || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (!line.dataset.keysLine.split(" ").includes(key) || isTyping(target)) return;
  if (event.repeat && key.length === 1) return;
  if (target !== document.body && !bench.contains(target)) return;
  event.preventDefault();
  deeds[key](rowHere());
});

more.addEventListener("click", explain);
turn.addEventListener("click", () => {
  localStorage.setItem("keys", isOff() ? "on" : "off");
  show();
});

line.hidden = false;
show();
const place = sessionStorage.getItem(kept);
sessionStorage.removeItem(kept);
if (place !== null) {
  const row = rows[Math.min(Number(place), rows.length - 1)];
  if (row) goTo(row);
  else bench.focus();
  say(document.querySelector("main [role=status]:not([data-keys-said]), main [role=alert]")?.textContent ?? "");
}
