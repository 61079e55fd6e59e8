// What makes the pages quicker where scripts run; without it every page is complete.
"use strict";

const words = document.currentScript.dataset;

// Copy: a button beside the headword, the address and codes.

for (const place of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  button.setAttribute("aria-label", `${words.copy}: ${place.dataset.copy}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.dataset.copy);
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  });
  place.after(button);
}

// Choices apply at once; a chosen interface language is remembered for addresses that name none.

for (const select of document.querySelectorAll(".choice select")) {
  select.form.querySelector("button").hidden = true;
  select.addEventListener("change", () => select.form.submit());
}

for (const menu of document.querySelectorAll(".menu")) {
  menu.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) document.cookie = `ui=${link.hreflang};path=/;max-age=31536000;samesite=lax`;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
}

// Suggestions: a combobox with a list (WAI-ARIA Authoring Practices), filled from the API.

const ui = document.documentElement.lang;

function pageOf(found, clang) {
  const page = new URL(found.id ? `/${ui}/${found.vocabulary}/${found.id}` : `/${ui}/entity`, location.href);
  if (!found.id) page.searchParams.set("uri", found.uri);
  if (clang) page.searchParams.set("clang", clang);
  return page.href;
}

function itemOf(found, id, clang) {
  const item = document.createElement("li");
  item.id = id;
  item.role = "option";
  item.dataset.href = pageOf(found, clang);
  const label = document.createElement("span");
  label.lang = found.label.language ?? "";
  label.dir = "auto";
  label.textContent = found.label.text;
  item.append(label);
  if (found.prefLabel.text !== found.label.text) {
    const target = document.createElement("small");
    target.textContent = `→ ${found.prefLabel.text}`;
    item.append(target);
  }
  return item;
}

class Suggestions {
  constructor(input, number) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${number}`;
    this.list.className = "suggestions";
    this.list.role = "listbox";
    this.list.hidden = true;
    this.list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
    input.after(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.ask(), 120); });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => {
      const item = event.target.closest("[data-href]");
      if (item) { event.preventDefault(); location.href = item.dataset.href; }
    });
  }

  async ask() {
    const text = this.input.value.trim();
    this.running?.abort();
    if (!text) { this.close(); return; }
    this.running = new AbortController();
    const query = new URLSearchParams({ q: text, lang: this.language(), limit: "8" });
    const vocabulary = this.input.form.elements.vocabulary?.value;
    if (vocabulary) query.set("vocabulary", vocabulary);
    try {
      const answer = await fetch(`/api/v1/suggest?${query}`, { signal: this.running.signal });
      if (answer.ok) this.show((await answer.json()).results);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  language() {
    return this.input.form.elements.clang?.value || document.getElementById("clang")?.value || ui;
  }

  show(results) {
    const clang = this.input.form.elements.clang?.value;
    this.list.replaceChildren(...results.map((found, number) => itemOf(found, `${this.list.id}-${number}`, clang)));
    this.list.hidden = results.length === 0;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.choose(-1);
  }

  close() { this.show([]); }

  choose(number) {
    this.chosen = number;
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === number)));
    const item = this.list.children[number];
    if (item) { this.input.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const count = this.list.children.length;
    if (event.key === "Escape" && count) { event.preventDefault(); this.close(); }
    if (!count || event.isComposing) return;
    if (event.key === "ArrowDown") { event.preventDefault(); this.choose((this.chosen + 1) % count); }
    if (event.key === "ArrowUp") { event.preventDefault(); this.choose(this.chosen > 0 ? this.chosen - 1 : count - 1); }
    if (event.key === "Enter" && this.chosen >= 0) { event.preventDefault(); location.href = this.list.children[this.chosen].dataset.href; }
  }
}

document.querySelectorAll("input[name=q]").forEach((input, number) => new Suggestions(input, number));
