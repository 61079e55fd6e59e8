// What makes the pages quicker where scripts run; without it every page is complete.
"use strict";

const words = document.currentScript.dataset;

// What happens without a new page is said to screen readers here.

const status = document.createElement("p");
status.className = "unseen";
status.role = "status";
document.body.append(status);

function say(text) { status.textContent = text; }

// Copy: a button beside the headword, each term, the address and the citation, in a place that is kept free for it.

function copyButton(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.title = words.copy;
  button.setAttribute("aria-label", `${words.copy}: ${text}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.classList.add("done");
    say(words.copied);
    setTimeout(() => { button.classList.remove("done"); say(""); }, 2000);
  });
  return button;
}

for (const place of document.querySelectorAll(".copier")) place.append(copyButton(place.dataset.copy));
for (const term of document.querySelectorAll(".terms td > bdi")) term.parentElement.append(copyButton(term.textContent));

// The table of terms is filtered on the spot; the address says so all the same.

for (const link of document.querySelectorAll(".filter a")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    document.querySelector("table.terms").dataset.rows = link.dataset.rows;
    for (const other of document.querySelectorAll(".filter a")) {
      if (other === link) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
    history.replaceState(null, "", link.href.split("#")[0]);
    say(link.textContent);
  });
}

// Choices apply at once, further languages when their list closes; what was chosen is remembered for addresses that
// name no language.

function remember(name, value) {
  document.cookie = `${name}=${encodeURIComponent(value)};path=/;max-age=31536000;samesite=lax`;
}

for (const select of document.querySelectorAll(".choice select[name=clang]")) {
  const form = select.form;
  const apply = () => {
    const tags = new Set(form.querySelectorAll("input[name=clang]").length ? new FormData(form).getAll("clang") : [select.value]);
    const chosen = [...tags].join(",");
    remember("clang", chosen);
    const query = new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "clang"));
    query.set("clang", chosen);
    location.search = query.toString().replaceAll("%2C", ",");
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  select.addEventListener("change", apply);
}

for (const menu of document.querySelectorAll(".menu, .further")) {
  menu.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) remember("ui", link.hreflang);
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

// A text with its matched parts marked; their places count code points.

function marked(text, spans) {
  const points = [...text];
  const pieces = [];
  let done = 0;
  for (const [start, end] of spans) {
    const mark = document.createElement("mark");
    mark.textContent = points.slice(start, end).join("");
    pieces.push(points.slice(done, start).join(""), mark);
    done = end;
  }
  return [...pieces, points.slice(done).join("")];
}

function itemOf(found, id, clang) {
  const item = document.createElement("li");
  item.id = id;
  item.role = "option";
  item.dataset.href = pageOf(found, clang);
  const label = document.createElement("span");
  label.lang = found.label.language ?? "";
  label.dir = "auto";
  label.append(...marked(found.label.text, found.match.highlights));
  item.append(label);
  if (found.prefLabel.text !== found.label.text) {
    const target = document.createElement("small");
    target.lang = found.prefLabel.language ?? "";
    target.dir = "auto";
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
      if (!answer.ok) return;
      const { results } = await answer.json();
      this.show(results);
      say(results.length ? `${words.found} (${results.length})` : words.none);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  language() {
    const chosen = this.input.form.elements.clang?.value || document.getElementById("clang")?.value || ui;
    return chosen.split(",")[0];
  }

  show(results) {
    const clang = this.input.form.elements.clang?.value;
    this.list.replaceChildren(...results.map((found, number) => itemOf(found, `${this.list.id}-${number}`, clang)));
    this.list.hidden = results.length === 0;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.choose(-1);
  }

  close() { this.running?.abort(); this.show([]); say(""); }

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

document.querySelectorAll("input[type=search][name=q]").forEach((input, number) => new Suggestions(input, number));

// "/" goes to the search box, unless something is being typed.

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const box = document.querySelector("input[type=search]");
  if (box) { event.preventDefault(); box.focus(); }
});
