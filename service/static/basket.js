// The basket: concepts put aside for comparing. It stays in this browser; the comparison's address says it all.
"use strict";

{
  const NAME = "basket";
  const MOST = 100;
  const link = document.querySelector("a[data-basket]");
  const bare = link.href;
  const vocabulary = link.dataset.basket;

  const baskets = () => {
    try { return JSON.parse(localStorage.getItem(NAME)) ?? {}; } catch { return {}; }
  };
  const held = () => {
    const found = baskets()[vocabulary];
    return Array.isArray(found) ? found.filter((key) => typeof key === "string").slice(0, MOST) : [];
  };
  const keep = (keys) => {
    try { localStorage.setItem(NAME, JSON.stringify({ ...baskets(), [vocabulary]: keys.slice(0, MOST) })); } catch { /* not allowed here */ }
    show();
  };
  const without = (key) => held().filter((other) => other !== key);

  function show() {
    const keys = held();
    const page = new URL(bare);
    for (const key of keys) page.searchParams.append("concept", key);
    link.href = page.href;
    link.querySelector(".count").textContent = keys.length ? new Intl.NumberFormat(document.documentElement.lang).format(keys.length) : "";
    for (const button of document.querySelectorAll("[data-keep]")) {
      button.setAttribute("aria-pressed", String(keys.includes(button.dataset.keep)));
    }
  }

  for (const button of document.querySelectorAll("[data-keep]")) {
    const key = button.dataset.keep;
    button.addEventListener("click", () => keep(held().includes(key) ? without(key) : [...held(), key]));
  }
  for (const adding of document.querySelectorAll("[data-add]")) {
    adding.addEventListener("click", () => keep([...without(adding.dataset.add), adding.dataset.add]));
  }
  for (const removing of document.querySelectorAll("[data-remove]")) {
    removing.addEventListener("click", () => keep(without(removing.dataset.remove)));
  }
  window.addEventListener("storage", show);
  show();
}
