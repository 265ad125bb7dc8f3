// Search as one types, over names, authors and keys; small typing mistakes are forgiven.
"use strict";

citegraph.search = (map, data, panel) => {
  const el = citegraph.element;
  const input = document.getElementById("query");
  const list = document.getElementById("results");
  const most = 40;
  let index = null;
  let found = [];
  let active = -1;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, " ").trim();

  const pairs = (text) => {
    const made = new Set();
    for (let i = 0; i + 1 < text.length; i += 1) made.add(text.slice(i, i + 2));
    return made;
  };

  const build = () => data.things.map((thing, id) => ({
    id,
    name: fold(thing.name),
    label: fold(thing.label),
    others: fold([...(thing.authors || []), thing.venue || "", thing.key].join(" ")),
    worth: (map.dots.has(id) ? 2 : 0) + ({ paper: 1, cited: -3, metric: -1 }[thing.kind] || 0)
      + Math.min(1, (thing.papers || []).length / 50),
  }));

  const rate = (entry, query, words) => {
    if (entry.name === query || entry.label === query) return 100;
    if (entry.name.startsWith(query)) return 80;
    const spaced = ` ${entry.name}`;
    if (words.every((word) => spaced.includes(` ${word}`))) return 60;
    if (words.every((word) => entry.name.includes(word))) return 40;
    const all = `${entry.name} ${entry.others}`;
    return words.every((word) => all.includes(word)) ? 30 : 0;
  };

  const alike = (entry, wanted) => {
    let best = 0;
    for (const text of [entry.label, ...entry.name.split(" ")]) {
      const own = pairs(text);
      let common = 0;
      for (const pair of wanted) common += own.has(pair);
      best = Math.max(best, (2 * common) / (own.size + wanted.size || 1));
    }
    return best >= 0.55 ? 20 * best : 0;
  };

  const ranked = (query) => {
    index = index || build();
    const words = query.split(" ").filter(Boolean);
    if (!words.length) return map.byImportance().filter((dot) => dot.thing.kind === "paper").map((dot) => dot.id);
    const wanted = pairs(query);
    let rated = index.map((entry) => [rate(entry, query, words), entry]).filter(([points]) => points);
    if (!rated.length && query.length > 2) {
      rated = index.map((entry) => [alike(entry, wanted), entry]).filter(([points]) => points);
    }
    return rated.sort((a, b) => b[0] + b[1].worth - a[0] - a[1].worth || a[1].id - b[1].id)
      .map(([, entry]) => entry.id);
  };

  const activate = (next) => {
    active = found.length ? (next + found.length) % found.length : -1;
    [...list.children].forEach((item, place) => {
      item.setAttribute("aria-selected", String(place === active));
      if (place === active) item.scrollIntoView({ block: "nearest" });
    });
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `result-${active}`);
  };

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (id) => {
    close();
    input.blur();
    map.select(id);
  };

  const item = (id, place) => {
    const thing = data.things[id];
    const count = (thing.papers || []).length;
    const below = thing.kind === "paper" ? panel.byline(thing) || "Paper"
      : `${panel.kinds[thing.kind]}${count ? `, ${count} ${count === 1 ? "paper" : "papers"}` : ""}`;
    const made = el("li", { role: "option", id: `result-${place}`, "aria-selected": "false" },
      panel.mark(thing.kind), el("bdi", {}, thing.name), el("small", {}, below));
    // Before the input loses the focus, or the list would close under the pointer.
    made.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(id); });
    return made;
  };

  const open = () => {
    const query = fold(input.value);
    found = ranked(query).slice(0, most);
    list.replaceChildren(...(found.length
      ? found.map(item)
      : [el("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing found. Try fewer letters.")]));
    list.hidden = false;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", "true");
    activate(query && found.length ? 0 : -1);
  };

  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      else activate(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(found[active]);
      document.getElementById("panel").focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden && !input.value) input.blur();
      input.value = "";
      close();
    }
  });

  return { focus: () => { input.focus(); input.select(); } };
};
