// Small comforts; every page works without them.
"use strict";

// After a failed form the summary of errors is read first.
document.querySelector("[data-focus=first]")?.focus();

// <input list="x" data-suggest="/address"> fills <datalist id="x"> while somebody types.
for (const input of document.querySelectorAll("input[data-suggest]")) {
  let waiting = 0;
  let latest = "";
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = input.value.trim();
      if (typed.length < 2 || typed === latest) return;
      latest = typed;
      const address = new URL(input.dataset.suggest, location.href);
      address.searchParams.set("q", typed);
      const response = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
      if (!response?.ok || typed !== latest) return;
      const { items } = await response.json();
      input.list.replaceChildren(...items.map((text) => Object.assign(new Option(), { value: text })));
    }, 150);
  });
}

// <button type="button" data-print hidden> appears where there is a script to print with.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// <form><div data-similar="/address" data-title="..." hidden> says while somebody types who may be meant.
for (const box of document.querySelectorAll("[data-similar]")) {
  const form = box.closest("form");
  let latest = "";
  form.addEventListener("change", async () => {
    const typed = new FormData(form);
    const key = new URLSearchParams([...typed].filter(([name]) => name !== "csrf_token")).toString();
    if (key === latest || !(typed.get("given_name") || typed.get("own_script_name"))) return;
    latest = key;
    const response = await fetch(box.dataset.similar, { method: "POST", body: typed }).catch(() => null);
    if (!response?.ok || key !== latest) return;
    const { items } = await response.json();
    const list = box.querySelector("ul");
    list.replaceChildren(...items.map(({ text, url }) => {
      const line = document.createElement("li");
      const inner = document.createElement(url ? "a" : "span");
      inner.textContent = text;
      if (url) Object.assign(inner, { href: url, target: "_blank", className: "kern-link" });
      line.append(inner);
      return line;
    }));
    box.hidden = items.length === 0;
  });
}

// <section data-reach="/address"> says while somebody types how many people meet the demands.
for (const box of document.querySelectorAll("[data-reach]")) {
  const form = box.closest("form");
  let waiting = 0;
  let latest = 0;
  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const turn = ++latest;
      const response = await fetch(box.dataset.reach, { method: "POST", body: new FormData(form) }).catch(() => null);
      if (!response?.ok || turn !== latest) return;
      const { text, hint } = await response.json();
      box.querySelector("[data-reach-text]").textContent = text;
      box.querySelector("[data-reach-hint]").textContent = hint;
    }, 300);
  });
}
