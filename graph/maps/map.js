// Starts the page: reads its data, keeps what is selected, and listens.
//
// For tests and for those who look inside, window.citegraph offers
//   positionOf(key)  where a dot is in the window, {x, y}; null if it has none
//   select(key)      as if it had been clicked; null for nothing
//   selected()       the key of what is selected, or null
"use strict";

(() => {
  const el = citegraph.element;
  const data = JSON.parse(document.getElementById("graph").textContent);
  const { things } = data;
  const holder = document.getElementById("canvas");
  const side = document.getElementById("side");
  const tip = document.getElementById("tip");
  const overlays = [side, document.getElementById("panel"), document.getElementById("zoom")];
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = window.matchMedia("(max-width: 760px)");
  const places = new Map(things.map((thing, id) => [thing.key, id]));
  const dots = new Map(data.nodes.map((node) => [node.id, { ...node, thing: things[node.id], hidden: false, degree: 0 }]));
  const relatives = 8;
  let chosen = null;
  let under = null;
  let lit = null;
  let order = null;

  // ----- what is joined to what

  const neighbours = new Map();
  const join = (a, b, relation) => {
    for (const [from, to] of [[a, b], [b, a]]) {
      if (!neighbours.has(from)) neighbours.set(from, new Map());
      if (!neighbours.get(from).has(to)) neighbours.get(from).set(to, relation);
    }
  };
  for (const { from, to, relation } of data.edges) {
    join(from, to, relation);
    dots.get(from).degree += 1;
    dots.get(to).degree += 1;
  }
  things.forEach((thing, id) => {
    for (const [concept, stance] of thing.kind === "paper" ? thing.concepts || [] : []) {
      if (stance !== "contrast") join(id, concept, "ABOUT");
    }
    for (const [paper] of thing.kind === "concept" ? thing.papers || [] : []) join(paper, id, "ABOUT");
    for (const other of thing.introduces || []) join(id, other, "INTRODUCES");
    for (const [other] of thing.uses || []) join(id, other, "USES");
    for (const [other] of thing.code || []) join(id, other, "HAS_CODE");
    for (const other of thing.mentions || []) join(id, other, "MENTIONS");
    for (const other of thing.cites || []) join(id, other, "CITES");
  });
  const near = (id) => {
    const all = new Map(neighbours.get(id) || []);
    for (const [other] of (things[id].related || []).slice(0, relatives)) if (!all.has(other)) all.set(other, "RELATED");
    return all;
  };
  for (const dot of dots.values()) {
    dot.mute = dot.thing.kind !== "paper"
      && [...(neighbours.get(dot.id) || new Map()).keys()].some((id) => things[id].kind === "paper" && things[id].label.toLowerCase() === dot.thing.label.toLowerCase());
  }

  const focus = () => (under === null ? chosen : under);
  const relight = () => {
    const id = focus();
    lit = id === null ? null : new Set([id, ...near(id).keys()]);
    order = null;
  };

  // ----- the network

  const rank = (dot) => {
    const { kind, worth = 0 } = dot.thing;
    if (kind === "concept") return 1 + 12 * worth;
    return { paper: 12, system: 2, dataset: 2, repository: 0, cited: 1 }[kind] + Math.min(dot.degree, 30);
  };
  const byImportance = () => {
    if (!order) {
      const first = (dot) => (dot.id === chosen ? 2000 : 0) + (dot.id === under ? 1000 : 0) + rank(dot);
      order = [...dots.values()].sort((a, b) => first(b) - first(a) || a.id - b.id);
    }
    return order;
  };
  const map = {
    dots, near, focus, byImportance, lines: data.edges, hubs: new Set(data.hubs),
    selected: () => chosen,
    hovered: () => under,
    isLit: (id) => lit === null || lit.has(id),
    scale: () => network.getScale(),
    toScreen: (dot) => network.canvasToDOM({ x: dot.x, y: dot.y }),
    overlays: () => overlays.filter((card) => !card.hidden).map((card) => card.getBoundingClientRect()),
    redraw: () => network.redraw(),
    select: (id) => select(id, true),
  };
  const painter = citegraph.painter(map);
  const nodes = new vis.DataSet(data.nodes.map(({ id, x, y }) => ({ id, x, y, ctxRenderer: painter.dot })));
  const network = new vis.Network(holder, { nodes, edges: new vis.DataSet() }, data.options);
  painter.rebuild();
  network.on("beforeDrawing", painter.lines);
  network.on("afterDrawing", painter.labels);
  // One stop for the keyboard is enough: the holder, which has a name.
  holder.firstElementChild.tabIndex = -1;

  // ----- where to look

  const insets = () => {
    const open = document.body.classList.contains("open");
    if (narrow.matches) {
      const low = open ? document.getElementById("panel").offsetHeight : 0;
      return { left: 0, right: 0, top: side.offsetHeight + 8, bottom: low };
    }
    return { left: side.offsetWidth + 24, right: open ? 424 : 50, top: 0, bottom: 0 };
  };
  const look = (x, y, scale, moving) => {
    const edge = insets();
    network.moveTo({
      position: { x, y },
      scale,
      offset: { x: (edge.left - edge.right) / 2, y: (edge.top - edge.bottom) / 2 },
      animation: moving && !calm.matches ? { duration: 450, easingFunction: "easeInOutQuad" } : false,
    });
  };
  const fit = (moving, ids = [...dots.keys()]) => {
    const shown = ids.map((id) => dots.get(id)).filter((dot) => dot && !dot.hidden);
    if (!shown.length) return;
    const edge = insets();
    const span = (name) => [
      Math.min(...shown.map((dot) => dot[name] - dot.size)), Math.max(...shown.map((dot) => dot[name] + dot.size)),
    ];
    const [[left, right], [top, bottom]] = [span("x"), span("y")];
    // Labels stand out over the dots at the rim.
    const aside = narrow.matches ? 60 : 130;
    const room = [holder.clientWidth - edge.left - edge.right - aside, holder.clientHeight - edge.top - edge.bottom - 70];
    const scale = Math.min(1.3, Math.max(room[0], 80) / (right - left), Math.max(room[1], 80) / (bottom - top));
    look((left + right) / 2, (top + bottom) / 2, scale, moving);
  };
  const zoom = (factor) => {
    const { x, y } = network.getViewPosition();
    const scale = Math.min(6, Math.max(0.02, network.getScale() * factor));
    network.moveTo({ position: { x, y }, scale, animation: calm.matches ? false : { duration: 180, easingFunction: "easeOutQuad" } });
  };
  const approach = (id) => {
    const dot = dots.get(id);
    const all = [id, ...near(id).keys()].filter((other) => dots.has(other));
    // Of a concept its papers are of interest, wherever they lie.
    if (things[id].kind !== "paper" && all.length > 2) fit(true, all);
    else if (!dot) fit(true, all);
    else look(dot.x, dot.y, Math.max(network.getScale(), 0.85), true);
  };
  const covered = (id) => {
    const at = map.toScreen(dots.get(id));
    const edge = insets();
    return at.x < edge.left + 20 || at.x > holder.clientWidth - edge.right - 20
      || at.y < edge.top + 20 || at.y > holder.clientHeight - edge.bottom - 20;
  };

  // ----- selecting; the address after # is the one place where a selection is kept

  const panel = citegraph.panel(map, data);
  const fromAddress = () => {
    let key = "";
    try { key = decodeURIComponent(window.location.hash.slice(1)); } catch { return null; }
    return places.has(key) ? places.get(key) : null;
  };
  const show = (id, moving) => {
    chosen = id;
    under = null;
    tip.hidden = true;
    const dot = dots.get(id);
    if (dot && dot.hidden) toggle(dot.thing.kind, true);
    relight();
    if (id === null) panel.hide();
    else panel.show(id);
    if (id !== null && (moving || !dots.has(id) || covered(id))) approach(id);
    document.getElementById("said").textContent = id === null ? "" : `Selected: ${things[id].name}`;
    network.redraw();
  };
  const select = (id, moving = false) => {
    if (id !== chosen) show(id, moving);
    else if (id !== null) approach(id);
    const key = id === null ? "" : encodeURIComponent(things[id].key);
    if (window.location.hash.slice(1) !== key) window.location.hash = key;
  };
  window.addEventListener("hashchange", () => {
    const id = fromAddress();
    if (id !== chosen) show(id, true);
  });

  // ----- kinds on and off

  const buttons = new Map();
  const toggle = (kind, on) => {
    const changed = [...dots.values()].filter((dot) => dot.thing.kind === kind);
    for (const dot of changed) dot.hidden = !on;
    nodes.update(changed.map(({ id }) => ({ id, hidden: !on })));
    buttons.get(kind).setAttribute("aria-pressed", String(on));
    painter.rebuild();
    network.redraw();
  };
  const names = {
    paper: "Papers", cited: "Cited papers", concept: "Concepts", system: "Systems", dataset: "Data sets", repository: "Repositories",
  };
  for (const [kind, name] of Object.entries(names)) {
    const count = [...dots.values()].filter((dot) => dot.thing.kind === kind).length;
    if (!count) continue;
    const button = el("button", { type: "button", "aria-pressed": "true" },
      panel.mark(kind), el("span", {}, name), el("span", {}, String(count)));
    button.addEventListener("click", () => toggle(kind, button.getAttribute("aria-pressed") === "false"));
    buttons.set(kind, button);
    document.getElementById("legend").append(button);
  }
  for (const note of data.notes) document.getElementById("notes").append(el("li", { dir: "auto" }, note));
  if (!dots.size) document.getElementById("about").open = true;

  // ----- pointer

  const hover = (id) => {
    if (id === under) return;
    under = id;
    holder.classList.toggle("pointing", id !== null);
    relight();
    network.redraw();
  };
  network.on("hoverNode", ({ node, pointer }) => {
    hover(node);
    const thing = things[node];
    const below = thing.kind === "paper" ? panel.byline(thing) : panel.kinds[thing.kind];
    tip.replaceChildren(el("bdi", {}, thing.name), el("small", {}, below || "Paper"));
    tip.hidden = node === chosen;
    const { x, y } = pointer.DOM;
    tip.style.left = `${Math.max(8, Math.min(x + 16, window.innerWidth - tip.offsetWidth - 12))}px`;
    tip.style.top = `${y + 22 + tip.offsetHeight > window.innerHeight ? y - tip.offsetHeight - 14 : y + 18}px`;
  });
  const leave = () => { tip.hidden = true; hover(null); };
  network.on("blurNode", leave);
  network.on("dragStart", leave);
  network.on("zoom", () => { tip.hidden = true; });
  network.on("click", ({ nodes: [id] }) => select(id === undefined ? null : id));
  holder.addEventListener("pointerleave", leave);

  // ----- keyboard

  const search = citegraph.search(map, data, panel);
  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const step = ([dx, dy]) => {
    const shown = byImportance().filter((dot) => !dot.hidden);
    const from = dots.get(chosen);
    if (!from) return shown.length ? shown[0].id : null;
    let best = [Infinity, chosen];
    for (const dot of shown) {
      const [x, y] = [dot.x - from.x, dot.y - from.y];
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy - y * dx);
      if (ahead > 1 && aside < 1.6 * ahead && ahead + 2 * aside < best[0]) best = [ahead + 2 * aside, dot.id];
    }
    return best[1];
  };
  document.getElementById("closer").addEventListener("click", () => zoom(1.4));
  document.getElementById("farther").addEventListener("click", () => zoom(1 / 1.4));
  document.getElementById("fit").addEventListener("click", () => fit(true));
  holder.addEventListener("keydown", (event) => {
    if (directions[event.key]) {
      event.preventDefault();
      const id = step(directions[event.key]);
      if (id !== null) select(id, true);
    } else if (event.key === "Enter") {
      document.getElementById("panel").focus();
    }
  });
  window.addEventListener("keydown", (event) => {
    if (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); search.focus(); }
    else if (event.key === "Escape") { select(null); holder.focus({ preventScroll: true }); }
    else if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-") zoom(1 / 1.4);
    else if (event.key === "0") fit(true);
  });

  // ----- start

  fit(false);
  const asked = fromAddress();
  if (asked !== null) show(asked, true);
  else if (data.centre !== null) select(data.centre);

  citegraph.positionOf = (key) => {
    const dot = dots.get(places.get(key));
    if (!dot || dot.hidden) return null;
    const at = map.toScreen(dot);
    const frame = holder.getBoundingClientRect();
    return { x: at.x + frame.left, y: at.y + frame.top };
  };
  citegraph.select = (key) => select(places.has(key) ? places.get(key) : null, true);
  citegraph.selected = () => (chosen === null ? null : things[chosen].key);
})();
