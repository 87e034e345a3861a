// The scanner at the door. Scans that wait for a connection are kept in memory only: a name is
// never written to the storage of a browser. Every scan has an id, so it may be sent again.
const box = document.querySelector("#scanner");
const part = (name) => box.querySelector(`.mp-scanner__${name}`);
const video = part("video");
const start = document.querySelector("[data-scan]");
const SAME_TICKET = 4000; // ms in which a ticket held before the camera counts as one scan
const LOOK_EVERY = 120; // ms between two pictures
const RETRY_AFTER = 3000; // ms until a scan is sent again
const LARGEST = 800; // pixels of a picture's longer side: enough for a ticket, quick on old phones
const SHOWN = 3; // answers on the page

const waiting = []; // scans without an answer, the oldest first
let sending = false;
let token = document.querySelector("input[name=csrf_token]").value;

const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((one) => one.toString(16).padStart(2, "0")).join("");

const detectorClass = async () => {
  const own = globalThis.BarcodeDetector;
  const formats = own ? await own.getSupportedFormats().catch(() => []) : [];
  return formats.includes("qr_code") ? own : (await import(box.dataset.reader)).BarcodeDetector;
};

// Camera

let stream = null;
let last = { text: "", at: 0 };

const stopCamera = () => {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  part("view").hidden = true;
  start.querySelector(".kern-label").textContent = "Scannen";
};

const startCamera = async () => {
  say("trouble", "");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  } catch (error) {
    const refused = error.name === "NotAllowedError";
    say("trouble", refused
      ? "Die Kamera ist gesperrt. Erlauben Sie sie im Browser, oder tippen Sie den Code."
      : "Hier ist keine Kamera bereit. Tippen Sie den Code, oder suchen Sie den Namen.");
    return;
  }
  part("view").hidden = false;
  video.srcObject = stream;
  await video.play();
  start.querySelector(".kern-label").textContent = "Kamera aus";
  const Detector = await detectorClass();
  look(new Detector({ formats: ["qr_code"] }), document.createElement("canvas"));
};

const look = async (detector, canvas) => {
  if (!stream) return;
  const [code] = video.videoWidth ? await detector.detect(picture(canvas)).catch(() => []) : [];
  if (code) seen(code.rawValue);
  setTimeout(look, LOOK_EVERY, detector, canvas);
};

const picture = (canvas) => {
  const scale = Math.min(1, LARGEST / Math.max(video.videoWidth, video.videoHeight));
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
};

const seen = (text) => {
  const at = performance.now();
  const again = text === last.text && at - last.at < SAME_TICKET;
  last = { text, at };
  if (again) return;
  navigator.vibrate?.(60);
  queue(box.dataset.scans, { text: text.slice(0, 2000) });
};

// Sending: one after the other, again and again until there is an answer

const queue = (address, values) => {
  waiting.push({ address, values: { scan: newId(), ...values }, at: performance.now() });
  sendAll();
};

const sendAll = async () => {
  if (sending) return;
  sending = true;
  while (waiting.length) {
    const answer = await send(waiting[0]);
    if (!answer) break;
    waiting.shift();
    show(answer);
  }
  sending = false;
  say("waiting", waiting.length ? `Keine Verbindung, noch nicht gesendet: ${waiting.length}. Lassen Sie diese Seite offen.` : "");
  if (waiting.length) setTimeout(sendAll, RETRY_AFTER);
};

const send = async ({ address, values, at }) => {
  const waited = String(Math.round((performance.now() - at) / 1000));
  const body = new URLSearchParams({ ...values, waited, csrf_token: token });
  const response = await fetch(address, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } }).catch(() => null);
  if (response?.ok) return response.json();
  if (response?.type === "opaqueredirect" || response?.status === 400) await renewToken();
  return null;
};

// Somebody signed in again in another window: the page goes on with the new session.
const renewToken = async () => {
  const page = await fetch(location.pathname, { redirect: "manual" }).catch(() => null);
  const found = page?.ok && /name="csrf_token" value="([^"]+)"/.exec(await page.text());
  if (found) token = found[1];
  else say("trouble", "Sie sind abgemeldet. Melden Sie sich in einem neuen Fenster an und lassen Sie diese Seite offen.");
};

// Answers

const show = ({ kind, title, text, here, missing, undo, sure, walk_in: walkIn }) => {
  say("trouble", "");
  const alert = box.querySelector("template").content.firstElementChild.cloneNode(true);
  alert.classList.add(`kern-alert--${kind}`);
  alert.querySelector(".kern-icon").classList.add(`kern-icon--${kind}`);
  alert.querySelector(".kern-title").textContent = title;
  alert.querySelector(".kern-body").textContent = text;
  const actions = alert.querySelector(".mp-actions");
  if (undo) actions.append(button("Zurücknehmen", () => press(alert, undo, {})));
  if (sure) actions.append(button("Trotzdem einlassen", () => press(alert, sure, { sure: "1" })));
  if (walkIn) actions.append(link("Ohne Anmeldung aufnehmen", walkIn));
  part("answers").prepend(alert);
  [...part("answers").children].slice(SHOWN).forEach((old) => old.remove());
  alert.scrollIntoView({ block: "nearest" });
  if (here === undefined) return;
  document.querySelector("[data-count=here]").textContent = here;
  document.querySelector("[data-count=missing]").textContent = missing;
};

const press = (alert, address, values) => {
  alert.querySelector(".mp-actions").replaceChildren();
  last = { text: "", at: 0 };
  queue(address, values);
};

const button = (text, pressed) => {
  const made = document.createElement("button");
  const label = Object.assign(document.createElement("span"), { className: "kern-label", textContent: text });
  Object.assign(made, { type: "button", className: "kern-btn kern-btn--secondary" });
  made.append(label);
  made.addEventListener("click", pressed, { once: true });
  return made;
};

const link = (text, href) => {
  const made = document.createElement("a");
  made.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: text }));
  return Object.assign(made, { href, className: "kern-btn kern-btn--secondary" });
};

const say = (where, text) => {
  part(where).textContent = text;
  part(where).hidden = !text;
};

// A code that is typed goes the same way, so that it waits for a connection too.
const typed = document.querySelector("#type form");
typed.addEventListener("submit", (event) => {
  const code = typed.querySelector("#code").value.trim();
  if (!code) return;
  event.preventDefault();
  queue(box.dataset.scans, { text: code });
  typed.querySelector("#code").value = "";
});

addEventListener("online", sendAll);
addEventListener("beforeunload", (event) => { if (waiting.length) event.preventDefault(); });
document.addEventListener("visibilitychange", () => { if (document.hidden) stopCamera(); });
if (navigator.mediaDevices?.getUserMedia) {
  start.hidden = false;
  start.addEventListener("click", () => (stream ? stopCamera() : startCamera()));
}
