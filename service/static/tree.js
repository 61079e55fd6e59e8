// The hierarchy as a tree (WAI-ARIA Authoring Practices, "navigation treeview"): branches open without a new page, and
// arrow keys move about. Without scripts each branch is opened by a link to the same address.
"use strict";

class Tree {
  constructor(list) {
    this.list = list;
    list.setAttribute("role", "tree");
    this.adorn(list);
    const here = list.querySelector("#open > a:not(.toggle)");
    (here ?? this.items()[0]).tabIndex = 0;
    list.addEventListener("click", (event) => this.click(event));
    list.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("focusin", (event) => { if (event.target.role === "treeitem") this.enter(event.target); });
  }

  // Roles for a list and all below it; the toggles are for pointers only, since the items themselves open and close.
  adorn(list) {
    for (const entry of list.querySelectorAll("li")) {
      entry.setAttribute("role", "none");
      const item = entry.querySelector(":scope > a:not(.toggle)");
      item.setAttribute("role", "treeitem");
      item.tabIndex = -1;
      const toggle = entry.querySelector(":scope > a.toggle");
      if (!toggle) continue;
      toggle.tabIndex = -1;
      toggle.setAttribute("aria-hidden", "true");
      const group = entry.querySelector(":scope > ul");
      item.setAttribute("aria-expanded", String(Boolean(group)));
      if (group) this.own(item, group);
    }
  }

  own(item, group) {
    group.setAttribute("role", "group");
    group.id ||= `group-${Tree.groups = (Tree.groups ?? 0) + 1}`;
    item.setAttribute("aria-owns", group.id);
  }

  items() {
    return [...this.list.querySelectorAll("[role=treeitem]")].filter((item) => !item.closest("ul[hidden]"));
  }

  enter(item) {
    for (const other of this.list.querySelectorAll("[role=treeitem][tabindex='0']")) other.tabIndex = -1;
    item.tabIndex = 0;
  }

  click(event) {
    const toggle = event.target.closest("a.toggle");
    if (!toggle || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.turn(toggle.parentElement.querySelector("[role=treeitem]"));
  }

  turn(item) { return item.getAttribute("aria-expanded") === "true" ? this.close(item) : this.open(item); }

  async open(item) {
    const entry = item.parentElement;
    const toggle = entry.querySelector(":scope > a.toggle");
    let group = entry.querySelector(":scope > ul");
    if (!group) {
      item.setAttribute("aria-busy", "true");
      group = await this.fetched(toggle.href);
      item.removeAttribute("aria-busy");
      if (!group) { location.href = toggle.href; return; }
      this.adorn(group);
      entry.append(group);
      this.own(item, group);
    }
    group.hidden = false;
    this.say(item, toggle, true);
    history.replaceState(null, "", toggle.href.split("#")[0]);
  }

  close(item) {
    const entry = item.parentElement;
    const group = entry.querySelector(":scope > ul");
    if (group.querySelector("[tabindex='0']")) this.enter(item);
    group.hidden = true;
    this.say(item, entry.querySelector(":scope > a.toggle"), false);
  }

  say(item, toggle, open) {
    item.setAttribute("aria-expanded", String(open));
    toggle.firstElementChild.textContent = open ? "−" : "+";
  }

  // What lies below a branch, taken from the page that its link leads to; null when that page has no such branch.
  async fetched(address) {
    try {
      const answer = await fetch(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const group = page.querySelector("#open > ul");
      return group && document.importNode(group, true);
    } catch {
      return null;
    }
  }

  key(event) {
    const item = event.target.closest("[role=treeitem]");
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const items = this.items();
    const place = items.indexOf(item);
    const expanded = item.getAttribute("aria-expanded");
    const rtl = document.documentElement.dir === "rtl";
    const [inwards, outwards] = rtl ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    const moves = {
      ArrowDown: () => items[place + 1],
      ArrowUp: () => items[place - 1],
      Home: () => items[0],
      End: () => items.at(-1),
      [inwards]: () => {
        if (expanded === "false") this.open(item);
        return expanded === "true" ? items[place + 1] : null;
      },
      [outwards]: () => {
        if (expanded === "true") { this.close(item); return null; }
        return item.parentElement.parentElement.closest("li")?.querySelector(":scope > [role=treeitem]");
      },
    };
    if (event.key in moves) {
      event.preventDefault();
      moves[event.key]()?.focus();
    } else if (event.key === " ") {
      event.preventDefault();
      if (expanded) this.turn(item);
    } else if (event.key.length === 1) {
      const ordered = [...items.slice(place + 1), ...items.slice(0, place + 1)];
      const start = event.key.toLocaleLowerCase();
      ordered.find((other) => other.textContent.trim().toLocaleLowerCase().startsWith(start))?.focus();
    }
  }
}

for (const list of document.querySelectorAll("ul.tree")) new Tree(list);
