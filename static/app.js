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
