// When: every event as an interval while they can be told apart, as columns when they are many; a brush over both.
import { h, s } from "../dom";
import type { Span } from "../map/columns";
import { dayWords } from "../time";
import type { MapEvents } from "../types";
import { draw, Plot } from "./plot";

const LANES = 8;
const FEW = 240;
const DAY = 86_400_000;
const HEIGHT = 118;

export interface Timeline {
  el: HTMLElement;
  show(shown: readonly number[], since: number | null, until: number | null): void;
}

interface Bar {
  from: Date;
  to: Date;
  lane: number;
  quad: string;
  exact: boolean;
  fact: boolean;
  title: string;
}

const EXACT = new Set(["day", "time"]);
const QUADS = ["var(--q1)", "var(--q2)", "var(--q3)", "var(--q4)"];

/** Each bar in the first lane that is free where it begins; what finds none shares the last. */
function bars(events: MapEvents, when: readonly (Span | null)[], shown: readonly number[], width: number): Bar[] {
  const ends = new Array<number>(LANES).fill(-Infinity);
  const order = shown.filter((i) => when[i]).sort((a, b) => (when[a]?.from ?? 0) - (when[b]?.from ?? 0));
  const gap = width * 0.006;
  return order.map((i) => {
    const span = when[i] as Span;
    const free = ends.findIndex((end) => end <= span.from);
    const lane = free < 0 ? LANES - 1 : free;
    ends[lane] = Math.max(ends[lane] ?? 0, span.to + gap);
    return {
      from: new Date(span.from), to: new Date(Math.max(span.to, span.from + width * 0.004)), lane, quad: String(events.quad[i]),
      exact: EXACT.has(events.time_precision[i] ?? "day"), fact: events.status[i] === "occurred" || events.status[i] === "ongoing",
      title: `${events.title[i]}\n${events.start[i]} to ${events.end[i]}, known to the ${events.time_precision[i] ?? "day"}`,
    };
  });
}

interface Column {
  from: Date;
  to: Date;
  quad: string;
  n: number;
  exact: boolean;
}

/** Columns: counts in equal steps by quad class; what is not known to the day stands below, paler. */
function columns(events: MapEvents, when: readonly (Span | null)[], shown: readonly number[], from: number, to: number): Column[] {
  const step = Math.max(DAY, (to - from) / 120);
  const counts = new Map<string, Column>();
  for (const i of shown) {
    const span = when[i];
    if (!span) continue;
    const bin = Math.floor((span.from - from) / step);
    const exact = EXACT.has(events.time_precision[i] ?? "day");
    const key = `${bin}|${events.quad[i]}|${exact}`;
    const known = counts.get(key);
    if (known) known.n += 1;
    else counts.set(key, { from: new Date(from + bin * step), to: new Date(from + (bin + 1) * step), quad: String(events.quad[i]), n: 1, exact });
  }
  return [...counts.values()].sort((a, b) => Number(b.exact) - Number(a.exact) || a.quad.localeCompare(b.quad));
}

/** `brushed`: told the first and last day, or nothing when the brush is taken away. */
export function timeline(events: MapEvents, when: readonly (Span | null)[], brushed: (since: string | null, until: string | null) => void): Timeline {
  const el = h("div", { class: "plot-time" });
  const all = when.filter((x): x is Span => x !== null);
  const first = all.reduce((m, x) => Math.min(m, x.from), Infinity);
  const latest = all.reduce((m, x) => Math.max(m, x.to), -Infinity);
  const pad = Math.max(DAY, (latest - first) * 0.02);
  const show: Timeline["show"] = (shown, since, until) => {
    if (!all.length) {
      el.replaceChildren(h("p", { class: "quiet" }, "None of these events says when it was."));
      return;
    }
    const domain: [number, number] = [first - pad, latest + pad];
    const color = { type: "ordinal" as const, domain: ["1", "2", "3", "4"], range: QUADS };
    const x = { type: "utc" as const, domain: domain.map((d) => new Date(d)), label: null };
    const width = Math.max(280, el.clientWidth || 800);
    const common = { width, height: HEIGHT, marginLeft: 34, marginRight: 14, marginTop: 6, marginBottom: 22, x, color };
    const few = shown.length <= FEW;
    const plot = few
      ? draw({ ...common, y: { axis: null, domain: [-0.6, LANES - 0.4] }, marks: laneMarks(bars(events, when, shown, domain[1] - domain[0])) })
      : draw({ ...common, y: { grid: true, label: null, ticks: 3 }, marks: [
          Plot.rectY(columns(events, when, shown, domain[0], domain[1]), Plot.stackY({ x1: "from", x2: "to", y: "n", fill: "quad", fillOpacity: (d: Column) => (d.exact ? 0.9 : 0.4), insetRight: 0.5 })),
        ] });
    plot.setAttribute("role", "group"); // its window has ends that can be moved
    plot.setAttribute("aria-label", `${shown.length} events over time`);
    el.replaceChildren(plot);
    const svg = plot instanceof SVGElement ? plot : (plot.querySelector("svg") as SVGElement);
    brush(svg, el, { domain, left: 34, right: width - 14, height: HEIGHT - 22 }, since, until, brushed);
  };
  return { el, show };
}

function laneMarks(data: readonly Bar[]): Plot.Markish[] {
  const of = (exact: boolean) => data.filter((d) => d.exact === exact);
  return [
    // not known to the day: a pale band over all it may be, with ends
    Plot.rect(of(false), { x1: "from", x2: "to", y1: (d: Bar) => d.lane - 0.3, y2: (d: Bar) => d.lane + 0.3, fill: "quad", fillOpacity: 0.18, stroke: "quad", strokeDasharray: "2,2", rx: 2, title: "title" }),
    Plot.rect(of(true), { x1: "from", x2: "to", y1: (d: Bar) => d.lane - 0.36, y2: (d: Bar) => d.lane + 0.36, fill: "quad", fillOpacity: (d: Bar) => (d.fact ? 0.9 : 0.05), stroke: "quad", rx: 2, title: "title" }),
  ];
}

interface Frame {
  domain: [number, number];
  left: number;
  right: number;
  height: number;
}

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** A window over the drawing: drag makes it, its edges move it, and so do the arrow keys. */
function brush(svg: SVGElement, el: HTMLElement, frame: Frame, since: number | null, until: number | null, brushed: (since: string | null, until: string | null) => void): void {
  const { domain, left, right, height } = frame;
  const scale = (right - left) / (domain[1] - domain[0]);
  const px = (ms: number) => Math.min(right, Math.max(left, left + (ms - domain[0]) * scale));
  const ms = (x: number) => domain[0] + (Math.min(right, Math.max(left, x)) - left) / scale;
  const at = (event: PointerEvent) => {
    const box = svg.getBoundingClientRect();
    return ((event.clientX - box.left) * (right + 14)) / box.width;
  };
  const window_ = s("rect", { class: "window", y: 0, height });
  const catcher = s("rect", { x: left, y: 0, width: right - left, height, fill: "transparent" });
  const grips = (["since", "until"] as const).map((name) => {
    const value = name === "since" ? since ?? domain[0] : until ?? domain[1] - DAY;
    return s("rect", {
      class: "grip", width: 8, height: 26, y: height / 2 - 13, rx: 3, tabindex: 0, role: "slider", "data-grip": name,
      "aria-label": name === "since" ? "From" : "To", "aria-valuemin": domain[0], "aria-valuemax": domain[1], "aria-valuenow": value, "aria-valuetext": dayWords(day(value)),
    });
  });
  let [a, b] = [since ?? domain[0], until === null ? domain[1] : until + DAY];
  const place = () => {
    const [x0, x1] = [px(Math.min(a, b)), px(Math.max(a, b))];
    window_.setAttribute("x", String(x0));
    window_.setAttribute("width", String(Math.max(1, x1 - x0)));
    window_.setAttribute("visibility", since === null && until === null && !dragging ? "hidden" : "visible");
    grips[0]?.setAttribute("x", String(x0 - 4));
    grips[1]?.setAttribute("x", String(x1 - 4));
  };
  const tell = () => {
    const [lo, hi] = [Math.min(a, b), Math.max(a, b)];
    if ((hi - lo) * scale < 3) brushed(null, null);
    else brushed(lo <= domain[0] ? null : day(lo), hi >= domain[1] ? null : day(hi - 1));
  };
  let dragging: "new" | "since" | "until" | null = null;
  const layer = s("g", { class: "brush" }, catcher, window_, grips);
  layer.addEventListener("pointerdown", (e) => {
    const event = e as PointerEvent;
    if (event.button) return;
    const grip = (event.target as Element).getAttribute("data-grip") as "since" | "until" | null;
    dragging = grip ?? "new";
    if (!grip) a = b = ms(at(event));
    layer.setPointerCapture(event.pointerId);
    place();
    event.preventDefault();
  });
  layer.addEventListener("pointermove", (e) => {
    if (!dragging) return;
    const to = ms(at(e as PointerEvent));
    if (dragging === "since") a = to;
    else b = to;
    place();
  });
  layer.addEventListener("pointerup", () => {
    if (!dragging) return;
    dragging = null;
    tell();
  });
  grips.forEach((grip, i) => grip.addEventListener("keydown", (e) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 }[(e as KeyboardEvent).key];
    if ((e as KeyboardEvent).key === "Escape") brushed(null, null);
    if (!by) return;
    e.preventDefault();
    if (i) b += by * DAY;
    else a += by * DAY;
    tell();
    (el.querySelector(`[data-grip="${i ? "until" : "since"}"]`) as SVGElement | null)?.focus();
  }));
  svg.append(layer);
  place();
}
