// Trying weights: what a moved number changes is shown at once. The page works without it.
"use strict";

const form = document.querySelector("[data-at-once]");
const preview = document.querySelector("[data-preview]");
let asked = 0;

async function show() {
  const number = ++asked;
  const typed = new URLSearchParams(new FormData(form));
  const answer = await fetch(`${location.pathname}?${typed}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-preview]");
  if (number === asked && fresh) preview.replaceChildren(...fresh.childNodes);
}

form.addEventListener("change", () => show().catch(() => form.requestSubmit()));
