// Builds the details panel. Whatever comes from a paper is set as text, never as HTML.
"use strict";

// Makes an element; children are elements or texts.
citegraph.element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

citegraph.panel = (map, data) => {
  const el = citegraph.element;
  const panel = document.getElementById("panel");
  const { things } = data;
  const kinds = {
    paper: "Paper", cited: "Cited paper, not read", concept: "Concept", system: "System",
    dataset: "Data set", repository: "Repository", metric: "Metric",
  };
  const stances = {
    builds_on: "Builds on", uses: "Uses", compares: "Compares with", mentions: "Mentions",
  };
  const first = 60;

  const mark = (kind) => el("span", { class: `mark ${kind}`, "aria-hidden": "true" });
  const isolated = (text) => el("bdi", {}, text);
  const byline = ({ authors = [], year }) => {
    const names = authors.length > 3 ? `${authors[0]} and ${authors.length - 1} others` : authors.join(", ");
    return [names, year].filter(Boolean).join(", ");
  };

  // A link of the web, or only its text: other schemes are never followed.
  const link = (text, address) => {
    let parsed = null;
    try { parsed = new URL(address); } catch { return el("span", {}, text); }
    if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return el("span", {}, text);
    return el("a", { href: parsed.href, target: "_blank", rel: "noopener noreferrer" }, isolated(text));
  };

  const section = (title, content, note = "") => {
    if (!content) return;
    panel.append(el("h3", {}, title, note ? el("span", {}, ` ${note}`) : null), content);
  };

  const chip = (id, style = "", note = "") => el(
    "button",
    { type: "button", class: `chip ${style}`, onclick: () => map.select(id) },
    mark(things[id].kind), isolated(things[id].name), note ? el("small", {}, note) : null,
  );
  const chips = (ids) => (ids && ids.length ? el("div", { class: "chips" }, ...ids.map((id) => chip(id))) : null);

  const row = (id, note = "", before = null) => {
    const lines = [isolated(things[id].name)];
    const below = [byline(things[id]), note].filter(Boolean).join(" · ");
    if (below) lines.push(el("small", {}, below));
    const inner = el("span", {}, ...lines);
    return el(
      "button",
      { type: "button", class: before ? "row scored" : "row", onclick: () => map.select(id) },
      before, inner,
    );
  };

  // Shows the first few and a button for the others.
  const rows = (made) => {
    if (!made.length) return null;
    const list = el("div", { class: "rows" }, ...made.slice(0, first));
    if (made.length <= first) return list;
    const more = el("button", { type: "button", class: "more" }, `Show all ${made.length}`);
    more.addEventListener("click", () => {
      list.append(...made.slice(first));
      made[first].focus();
      more.remove();
    });
    return el("div", {}, list, more);
  };

  const score = (value, parts) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "bar");
    svg.setAttribute("viewBox", "0 0 100 8");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    let x = 0;
    parts.forEach((part, index) => {
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      rect.setAttribute("class", data.parts[index]);
      rect.setAttribute("x", String(x));
      rect.setAttribute("width", String(part * 100));
      rect.setAttribute("height", "8");
      svg.append(rect);
      x += part * 100;
    });
    const told = parts.map((part, index) => [data.parts[index], part]).filter(([, part]) => part > 0)
      .map(([name, part]) => `${name} ${part.toFixed(2)}`).join(", ");
    return el("span", { class: "score", title: told }, value.toFixed(2), svg);
  };

  const shared = (a, b) => {
    const own = new Map((a.concepts || []).map(([id, stance]) => [id, stance]));
    return (b.concepts || [])
      .filter(([id, stance]) => own.has(id) && stance !== "contrast" && own.get(id) !== "contrast")
      .sort((x, y) => (y[1] === "central") + (own.get(y[0]) === "central")
        - (x[1] === "central") - (own.get(x[0]) === "central"))
      .slice(0, 3).map(([id]) => things[id].name).join(", ");
  };

  const paper = (thing) => {
    if (thing.authors) panel.append(el("p", { class: "by", dir: "auto" }, thing.authors.join(", ")));
    const where = [thing.venue, thing.year].filter(Boolean).join(", ");
    if (where) panel.append(el("p", { class: "by", dir: "auto" }, where));
    if (thing.links) panel.append(el("p", { class: "links" }, ...thing.links.map(([text, to]) => link(text, to))));
    if (thing.abstract) panel.append(el("p", { class: "text" }, thing.abstract));
    const code = (thing.code || []).map(([id, role]) => chip(id, "", role === "official" ? "" : role));
    section("Code", code.length ? el("div", { class: "chips" }, ...code) : null);
    const concepts = thing.concepts || [];
    const about = concepts.filter(([, stance]) => stance !== "contrast");
    section("Concepts", about.length
      ? el("div", { class: "chips" }, ...about.map(([id, stance]) => chip(id, stance === "central" ? "central" : ""))) : null);
    const apart = concepts.filter(([, stance]) => stance === "contrast");
    section("Sets itself apart from", apart.length
      ? el("div", { class: "chips" }, ...apart.map(([id]) => chip(id, "contrast"))) : null);
    section("Introduces", chips(thing.introduces));
    for (const stance of ["builds_on", "uses", "compares", "mentions", ""]) {
      section(stances[stance] || "Names", chips((thing.uses || []).filter((use) => use[1] === stance).map(([id]) => id)));
    }
    section("Related papers", rows((thing.related || []).map(([id, value, ...parts]) => {
      const common = shared(thing, things[id]);
      return row(id, common, score(value, parts));
    })), "score, and concepts in common");
    if (thing.relatedMore) panel.append(el("p", { class: "small" }, `${thing.relatedMore} more are not on this map.`));
    const plainRows = (ids) => rows((ids || []).map((id) => row(id)));
    section("Mentions", plainRows(thing.mentions));
    section("Mentioned by", plainRows(thing.mentionedBy));
    section("Cites", plainRows(thing.cites), data.coverage);
    if (thing.citesMore) panel.append(el("p", { class: "small" }, `Cites ${thing.citesMore} more that are not on this map.`));
    section("Cited by", plainRows(thing.citedBy), data.coverage);
  };

  const concept = (thing) => {
    const papers = thing.papers || [];
    section(`Papers about it: ${papers.length + (thing.papersMore || 0)}`, rows(papers.map(([id, through, central]) => {
      const note = through === null ? (central ? "" : "in passing") : `through ${things[through].name}`;
      return row(id, note);
    })));
    if (thing.papersMore) panel.append(el("p", { class: "small" }, `${thing.papersMore} of them are not on this map.`));
    section("Broader", chips(thing.broader));
    section("Narrower", chips(thing.narrower));
    section("Often together with", thing.companions
      ? el("div", { class: "chips" }, ...thing.companions.map(([id, count]) => chip(id, "", String(count)))) : null);
  };

  const named = (thing) => {
    if (thing.links) panel.append(el("p", { class: "links" }, ...thing.links.map(([, to]) => link(to, to))));
    section("Introduced by", rows((thing.introducedBy || []).map((id) => row(id))));
    section("Named by", rows((thing.usedBy || []).map(([id, stance]) => row(id, (stances[stance] || "").toLowerCase()))));
    section("Code of", rows((thing.codeOf || []).map(([id, role]) => row(id, role))));
  };

  const show = (id) => {
    const thing = things[id];
    const close = el("button", { type: "button", class: "close", "aria-label": "Close details", onclick: () => map.select(null) }, "×");
    const undrawn = map.dots.has(id) ? "" : ", no dot on the map";
    const what = thing.kind !== "concept" && thing.sort && thing.sort !== thing.kind ? `, ${thing.sort}` : "";
    const sort = thing.kind === "concept" && thing.sort ? `, a ${thing.sort}` : what;
    panel.replaceChildren(
      close,
      el("p", { class: "kind" }, mark(thing.kind), `${kinds[thing.kind]}${sort}${undrawn}`),
      el("h2", { dir: "auto" }, thing.name),
    );
    if (thing.kind === "paper" || thing.kind === "cited") paper(thing);
    else if (thing.kind === "concept") concept(thing);
    else named(thing);
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("open");
  };

  const hide = () => {
    panel.hidden = true;
    panel.replaceChildren();
    document.body.classList.remove("open");
  };

  return { show, hide, byline, mark, kinds };
};
