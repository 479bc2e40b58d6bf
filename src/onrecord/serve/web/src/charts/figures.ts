// The figures of an event as they moved: a bar where the words leave a range, a line from a figure to the one that it replaces. Figures in dispute stay apart.
import { boot } from "../boot";
import { foreign, h, type Child } from "../dom";
import { table } from "../parts/head";
import { reportHref, sourceLabel } from "../parts/report";
import { millis, moment } from "../time";
import type { Figure, Origin } from "../types";
import { draw, Plot } from "./plot";

interface Dot {
  at: Date;
  role: string;
  value: number;
  low: number;
  high: number;
  open: boolean;
  words: string;
}

const COLOURS = ["var(--denied)", "var(--possible)", "var(--planned)", "var(--ongoing)", "var(--source)"];

function dots(figures: readonly Figure[], known: ReadonlyMap<string, Origin>): Dot[] {
  return figures.flatMap((f) => {
    const at = millis(f.published);
    const value = f.value ?? f.low ?? f.high;
    if (at === null || value === null) return [];
    const who = f.origin ? (known.get(f.origin)?.label ?? "") : "";
    return [{
      at: new Date(at), role: boot.roles[f.role] ?? f.role, value, low: f.low ?? value, high: f.high ?? value,
      open: f.low === null || f.high === null, words: `${f.evidence.span.text}${who ? `\n${who}` : ""}`,
    }];
  });
}

interface Step { role: string; x1: Date; y1: number; x2: Date; y2: number }

/** From each figure that replaces an earlier one to that. */
function steps(figures: readonly Figure[]): Step[] {
  const at = (f: Figure) => ({ x: millis(f.published), y: f.value ?? f.low ?? f.high });
  return figures.flatMap((f) => {
    const old = figures.find((o) => o.claim === f.revises && o.role === f.role);
    if (!old) return [];
    const [from, to] = [at(old), at(f)];
    if (from.x === null || to.x === null || from.y === null || to.y === null) return [];
    return [{ role: boot.roles[f.role] ?? f.role, x1: new Date(from.x), y1: from.y, x2: new Date(to.x), y2: to.y }];
  });
}

function list(figures: readonly Figure[], known: ReadonlyMap<string, Origin>): Child {
  const n = (v: number | null) => (v === null ? "open" : v.toLocaleString());
  return h("details", null, h("summary", null, "The figures as a table"),
    table("Figures over time", ["When", "What", "At least", "At most", "On whose word", "Words"], figures.map((f) => [
      moment(f.published), boot.roles[f.role] ?? f.role, n(f.low), n(f.high),
      foreign(f.origin ? sourceLabel(known.get(f.origin)?.label ?? f.origin) : "unknown"),
      h("a", { href: reportHref(f.report) }, "“", foreign(f.evidence.span.text), "”"),
    ])));
}

/** The plot and its table, or nothing where no figure was given. */
export function figuresPlot(figures: readonly Figure[], known: ReadonlyMap<string, Origin>): Child {
  if (!figures.length) return null;
  const data = dots(figures, known);
  if (!data.length) return list(figures, known);
  const roles = [...new Set(data.map((d) => d.role))];
  const single = new Set(data.map((d) => d.at.getTime())).size === 1;
  const plot = draw({
    width: 1080, height: 250, marginLeft: 52, marginRight: 24, marginBottom: 32,
    x: single ? { type: "point", tickFormat: (d: Date) => d.toISOString().slice(0, 10), label: null } : { type: "time", label: null, nice: true },
    y: { grid: true, zero: true, nice: true, label: null, tickFormat: "~s" },
    color: { domain: roles, range: COLOURS, legend: false },
    marks: [
      Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
      Plot.link(single ? [] : steps(figures), { x1: "x1", y1: "y1", x2: "x2", y2: "y2", stroke: "role", curve: "step-after", strokeOpacity: 0.45 }),
      Plot.ruleX(data, { x: "at", y1: "low", y2: "high", stroke: "role", strokeWidth: 5, strokeOpacity: 0.35, strokeLinecap: "round" }),
      Plot.dot(data.filter((d) => !d.open), { x: "at", y: "value", stroke: "role", fill: "role", r: 4.5, title: "words" }),
      Plot.dot(data.filter((d) => d.open), { x: "at", y: "value", stroke: "role", fill: "var(--card)", strokeWidth: 2, r: 4.5, title: "words" }),
      Plot.text(data, { x: "at", y: "value", text: (d: Dot) => d.value.toLocaleString(), dy: -12, fontSize: 11 }),
    ],
  });
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", "Figures over time; the same stand in the table below");
  const legend = h("div", { class: "legend-row" }, roles.map((r, i) => {
    const key = h("i", { class: "key" });
    key.style.setProperty("--k", COLOURS[i % COLOURS.length] ?? "currentColor");
    return h("span", null, key, r);
  }), h("span", { class: "quiet" }, "A ring: one bound is open (“at least 14”). A line leads from a figure to the one that replaces it."));
  return [legend, h("div", { class: "plot-box" }, plot), list(figures, known)];
}
