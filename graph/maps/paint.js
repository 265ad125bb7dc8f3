// Draws dots, lines and labels. vis-network pans, zooms and finds the dot under the
// pointer; all lines of a kind are one path, because one object each is slow by thousands.
"use strict";

window.citegraph = {};

citegraph.painter = (map) => {
  const colours = {};
  const widths = new Map();
  let paths = new Map();
  const dashed = { MENTIONS: [5, 4], USES: [2, 3] };
  const hues = {
    RELATED: "paper", CITES: "cited", MENTIONS: "paper", ABOUT: "concept",
    INTRODUCES: "system", USES: "system", HAS_CODE: "repository",
  };
  const strokes = { RELATED: [1.3, 0.42], CITES: [0.8, 0.3], ABOUT: [0.9, 0.34] };
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["ground", "ink", "soft", "paper", "cited", "concept", "system",
      "dataset", "repository", "metric", "concept-ink", "sans"]) {
      colours[name] = style.getPropertyValue(`--${name}`).trim();
    }
    widths.clear();
  };
  readColours();
  dark.addEventListener("change", () => { readColours(); map.redraw(); });

  // ----- lines

  const trace = (path, from, to) => {
    path.moveTo(from.x, from.y);
    path.lineTo(to.x, to.y);
  };

  const rebuild = () => {
    paths = new Map();
    for (const { from, to, relation } of map.lines) {
      const [a, b] = [map.dots.get(from), map.dots.get(to)];
      if (a.hidden || b.hidden) continue;
      if (!paths.has(relation)) paths.set(relation, new Path2D());
      trace(paths.get(relation), a, b);
    }
  };

  const stroke = (ctx, relation, path, width, alpha) => {
    ctx.strokeStyle = colours[hues[relation] || "soft"];
    ctx.lineWidth = width;
    ctx.globalAlpha = alpha;
    ctx.setLineDash((dashed[relation] || []).map((length) => length * width));
    ctx.stroke(path);
  };

  const lines = (ctx) => {
    const scale = map.scale();
    const unit = 1 / Math.min(Math.max(scale, 0.35), 2.2);
    // Thousands of lines seen from afar would be one grey cloud.
    const crowd = Math.min(1, Math.sqrt(600 / Math.max(map.lines.length, 1)) + 0.5 * scale);
    ctx.save();
    ctx.lineCap = "round";
    for (const [relation, path] of paths) {
      const [width, alpha] = strokes[relation] || [1, 0.45];
      stroke(ctx, relation, path, width * unit, alpha * crowd * (map.focus() === null ? 1 : 0.2));
    }
    const focus = map.dots.get(map.focus());
    if (focus && !focus.hidden) {
      for (const [other, relation] of map.near(focus.id)) {
        const dot = map.dots.get(other);
        if (!dot || dot.hidden) continue;
        const path = new Path2D();
        trace(path, focus, dot);
        const faint = relation === "ABOUT" && map.hubs.has(dot.id);
        stroke(ctx, relation, path, (faint ? 0.8 : 1.5) * unit, faint ? 0.5 : 0.8);
      }
    }
    ctx.restore();
  };

  // ----- dots

  const outline = (ctx, kind, x, y, r) => {
    ctx.beginPath();
    if (kind === "system") {
      const s = r * 1.25;
      ctx.moveTo(x, y - s); ctx.lineTo(x + s, y); ctx.lineTo(x, y + s); ctx.lineTo(x - s, y);
    } else if (kind === "dataset") {
      ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    } else if (kind === "repository") {
      ctx.moveTo(x, y - r * 1.1); ctx.lineTo(x + r * 1.15, y + r * 0.9); ctx.lineTo(x - r * 1.15, y + r * 0.9);
    } else {
      ctx.arc(x, y, r, 0, 2 * Math.PI);
    }
    ctx.closePath();
  };

  // Seen from afar dots shrink more slowly than the map, so that they stay dots; concepts,
  // which are large already, less so.
  const radiusOf = (dot) => dot.size / Math.min(1, map.scale()) ** (dot.thing.kind === "concept" ? 0.36 : 0.5);

  const dot = ({ ctx, id, x, y }) => {
    const own = map.dots.get(id);
    const kind = own.thing.kind;
    const r = radiusOf(own);
    return {
      nodeDimensions: { width: 2 * r, height: 2 * r },
      drawNode() {
        const lit = map.isLit(id);
        const unit = 1 / map.scale();
        ctx.globalAlpha = lit ? 1 : 0.16;
        outline(ctx, kind, x, y, r);
        if (kind === "concept" || kind === "cited") {
          // Lines must not show through.
          ctx.fillStyle = colours.ground;
          ctx.fill();
          ctx.globalAlpha = (lit ? 1 : 0.16) * (kind === "concept" ? 0.34 : 0);
          ctx.fillStyle = colours[kind];
          ctx.fill();
          ctx.globalAlpha = lit ? 1 : 0.16;
          ctx.strokeStyle = colours[kind];
          ctx.lineWidth = Math.min(1.5, 1.6 * unit);
        } else {
          ctx.fillStyle = colours[kind] || colours.soft;
          ctx.fill();
          ctx.strokeStyle = colours.ground;
          ctx.lineWidth = Math.min(1.5, 1.2 * unit);
        }
        ctx.stroke();
        if (id === map.selected() || id === map.hovered()) {
          outline(ctx, kind, x, y, r + 4 * unit);
          ctx.strokeStyle = colours.ink;
          ctx.lineWidth = 2 * unit;
          ctx.stroke();
        }
      },
    };
  };

  // ----- labels: the most important first, none over another, of one size on the screen

  const fontOf = (own) => {
    const kind = own.thing.kind;
    if (kind === "concept") return [Math.min(15.5, 10.5 + 0.22 * own.size), own.size > 16 ? 600 : 500];
    if (kind === "paper") return [12.5, 600];
    return [11.5, 400];
  };

  const widthOf = (ctx, font, text) => {
    const key = `${font}|${text}`;
    if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
    return widths.get(key);
  };

  // Stands for no dot: ids of dots count from 0.
  const LABEL = -1;

  const occupancy = () => {
    const cells = new Map();
    const each = (box, visit) => {
      for (let i = Math.floor(box[0] / 64); i <= Math.floor(box[2] / 64); i += 1) {
        for (let j = Math.floor(box[1] / 24); j <= Math.floor(box[3] / 24); j += 1) {
          if (visit(`${i},${j}`)) return true;
        }
      }
      return false;
    };
    const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    return {
      // What is important may lie over dots, but never over other labels.
      free: (box, own, important) => !each(box, (cell) => (cells.get(cell) || []).some(
        ([taken, id]) => id !== own && !(important && id >= 0) && meets(box, taken))),
      take: (box, own) => each(box, (cell) => {
        if (!cells.has(cell)) cells.set(cell, []);
        cells.get(cell).push([box, own]);
        return false;
      }),
    };
  };

  const spots = (own, at, r, width, size) => {
    const [half, high] = [width / 2 + 1, size * 0.62];
    const below = [at.x, at.y + r + high + 2];
    const aside = [[at.x + r + half + 4, at.y], [at.x - r - half - 4, at.y], [at.x, at.y - r - high - 2]];
    const tried = own.thing.kind === "concept" && r > high + 2 ? [[at.x, at.y], below, ...aside] : [below, ...aside];
    return tried.map(([x, y]) => ({ x, y, box: [x - half, y - high, x + half, y + high] }));
  };

  const labels = (ctx) => {
    const canvas = ctx.canvas;
    const ratio = canvas.width / canvas.clientWidth;
    const scale = map.scale();
    const order = map.byImportance();
    const seen = [];
    const grid = occupancy();
    for (const own of order) {
      if (own.hidden || !map.isLit(own.id)) continue;
      const at = map.toScreen(own);
      if (at.x < -80 || at.y < -30 || at.x > canvas.clientWidth + 80 || at.y > canvas.clientHeight + 30) continue;
      const r = radiusOf(own) * scale;
      seen.push([own, at, r]);
      if (r > 3) {
        const s = r * 0.7;
        grid.take([at.x - s, at.y - s, at.x + s, at.y + s], own.id);
      }
    }
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    for (const { left, top, right, bottom } of map.overlays()) grid.take([left, top, right, bottom], LABEL);
    const crowded = seen.length > 400;
    let budget = crowded ? 70 : 260;
    let important = 14;
    for (const [own, at, r] of seen) {
      // Among thousands only concepts are named; others when one comes closer.
      if (crowded && own.thing.kind !== "concept" && map.focus() === null) continue;
      const main = own.id === map.selected() || own.id === map.hovered();
      // A system beside the paper that is called the same needs no second label.
      if (own.mute && !main && map.focus() === null) continue;
      const [size, weight] = fontOf(own);
      const font = `${main ? 700 : weight} ${size}px ${colours.sans}`;
      ctx.font = font;
      const text = own.thing.label;
      const width = widthOf(ctx, font, text);
      const places = spots(own, at, r, width, size);
      const fits = (over) => ({ box }) => box[0] > 0 && box[2] < canvas.clientWidth && grid.free(box, own.id, over);
      const place = main ? places[0] : places.find(fits(crowded)) || (important > 0 && places.find(fits(true)));
      important -= 1;
      if (!place) continue;
      grid.take(place.box, LABEL);
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = colours.ground;
      ctx.globalAlpha = 0.85;
      ctx.strokeText(text, place.x, place.y);
      ctx.globalAlpha = 1;
      ctx.fillStyle = own.thing.kind === "concept" ? colours["concept-ink"] : colours.ink;
      ctx.fillText(text, place.x, place.y);
      budget -= 1;
      if (!budget) break;
    }
    ctx.restore();
  };

  return { dot, lines, labels, rebuild };
};
