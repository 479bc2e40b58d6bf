// Where and when together: one set of filters, a map, a timeline, and the same events as a list.
import { get } from "../api";
import { boot, typeWords } from "../boot";
import { timeline, type Timeline } from "../charts/timeline";
import { announce, count, debounce, fill, foreign, h, type Child } from "../dom";
import { areas, fitting, LOCAL, marks, ranked, spans, type Span } from "../map/columns";
import { mapView, type MapView } from "../map/view";
import { world, type World } from "../map/world";
import { eventTitle } from "../parts/event";
import { Filters, filterForm } from "../parts/filters";
import { head } from "../parts/head";
import { origins, pill } from "../parts/status";
import { tools } from "../parts/tools";
import type { Page } from "../router";
import { interval, millis } from "../time";
import type { MapEvents, Sea } from "../types";

const LISTED = 80;

function legend(): HTMLElement {
  return h("div", { class: "legend" },
    Object.entries(boot.quads).map(([k, words]) => h("span", null, h("i", { class: `k${k}` }), words)),
    h("span", null, "larger: more origins"), h("span", null, "hollow: planned (+), possible (?) or denied (×)"),
    h("span", null, h("i", { class: "hatch" }), "somewhere in here"));
}

/** Some events of the columns as items. */
function items(events: MapEvents, shown: readonly number[]): HTMLElement {
  const item = (i: number) => {
    const event = { id: events.id[i] ?? "", title: events.title[i] ?? "", status: events.status[i] ?? "possible" };
    const time = { start: events.start[i] ?? null, end: events.end[i] ?? null, precision: events.time_precision[i] ?? null };
    return h("li", { class: `event ${event.status}`, "data-row": true, "data-id": event.id },
      h("div", { class: "event-head" }, pill(event.status), origins({ low: events.low[i] ?? 0, high: events.high[i] ?? 0 }),
        events.disputes[i] ? h("span", { class: "disputed" }, "disputed") : null),
      h("h3", null, eventTitle(event)),
      h("p", { class: "facts" }, typeWords(events.type[i] ?? "", events.mode[i]), " · ", interval(time), " · ",
        events.place[i] ? foreign(events.place[i]) : "place unknown"));
  };
  return h("ol", { class: "events" }, shown.map(item));
}

class Atlas {
  readonly map = h("div", { class: "canvas" });
  readonly time = h("div", { class: "time" });
  readonly list = h("div", { class: "list", tabindex: 0, role: "region", "aria-label": "Events of the map and timeline" });
  private events: MapEvents | null = null;
  private when: (Span | null)[] = [];
  private line: Timeline | null = null;
  private view: MapView | null = null;
  private asking = new AbortController();
  private asked = "";

  constructor(private readonly filters: Filters, private readonly world: World, private readonly seas: readonly Sea[]) {
    filters.listen(() => void this.changed());
  }

  /** What only the server can answer decides whether it is asked again. */
  private async changed(): Promise<void> {
    const began = performance.now();
    if (this.serverKey() === this.asked) this.show(began);
    else await this.load(began).catch((error: unknown) => this.say(error));
  }

  private say(error: unknown): void {
    if (error instanceof DOMException && error.name === "AbortError") return;
    fill(this.list, h("p", { role: "alert" }, error instanceof Error ? error.message : "That did not work."));
  }

  private serverQuery() {
    const query = this.filters.query;
    // as long as all events are here, the columns answer what they can
    if (!this.events || this.events.total <= this.events.id.length) for (const name of LOCAL) delete query[name];
    delete query.sort;
    return query;
  }

  private serverKey(): string {
    return JSON.stringify(this.serverQuery());
  }

  async load(began = performance.now()): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    const events = await get<MapEvents>("/api/map", this.serverQuery(), this.asking.signal);
    this.events = events;
    this.asked = this.serverKey();
    this.when = spans(events);
    this.line = timeline(events, this.when, (since, until) => this.filters.set({ since, until }));
    fill(this.time, h("div", { class: "time-head" }, h("span", null, "When: solid to the day, pale and dashed within a span. Drag to choose a time."),
      h("button", { type: "button", class: "plain", onclick: () => this.filters.set({ since: null, until: null }) }, "All times")), this.line.el);
    this.show(began);
  }

  start(): void {
    try {
      this.view = mapView(this.map, this.world, this.seas, (list, more): Child => [
        items(this.events as MapEvents, list), more ? h("p", { class: "quiet" }, `and ${count(more, "more event", "more events")} here`) : null]);
    } catch {
      fill(this.map, h("p", { class: "empty" }, "This browser draws no map here (WebGL is off). The timeline and the list hold the same events."));
    }
    this.view?.onMove(debounce(() => {
      if (this.filters.get("bbox")) this.filters.set({ bbox: this.view?.box() ?? null });
    }, 60));
    this.show(performance.now());
    const placed = this.shown().flatMap((i): [number, number][] => {
      const [lon, lat] = [this.events?.lon[i], this.events?.lat[i]];
      return lon === null || lon === undefined || lat === null || lat === undefined ? [] : [[lon, lat]];
    });
    this.view?.fit(placed);
  }

  stop(): void {
    this.asking.abort();
    this.view?.remove();
  }

  box(): string | null {
    return this.view?.box() ?? null;
  }

  redraw(): void {
    this.show(performance.now());
  }

  private shown(leave: Parameters<typeof fitting>[3] = []): number[] {
    return this.events ? fitting(this.events, this.when, (name) => this.filters.get(name), leave) : [];
  }

  /** Map, timeline and list in one turn; how long it took stands on the page for whoever measures. */
  private show(began: number): void {
    const { events } = this;
    if (!events) return;
    const shown = this.shown();
    this.view?.show(marks(events, shown), areas(events, shown, this.world));
    this.line?.show(this.shown(["since", "until"]), millis(this.filters.get("since")), millis(this.filters.get("until")));
    const order = ranked(events, shown).slice(0, LISTED);
    const unplaced = shown.filter((i) => events.lat[i] === null).length;
    const words = `${count(shown.length, "event")}${unplaced ? `, ${unplaced} of them not on the map: nobody says where` : ""}${events.total > events.id.length ? `; the ${events.id.length.toLocaleString()} best attested of ${events.total.toLocaleString()} are here` : ""}`;
    const narrowed = Object.keys(this.filters.query).length > 0;
    fill(this.list, h("h2", { class: "sr" }, "The events"), h("p", { class: "quiet", role: "status" }, words), shown.length ? items(events, order)
      : h("div", { class: "empty" }, h("p", null, narrowed ? "No event fits. Take a filter away." : ["No event is on record. Start on the page ", h("a", { href: "/add" }, "Add"), "."])),
      order.length < shown.length ? h("p", { class: "quiet" }, `The first ${LISTED} are listed.`) : null);
    requestAnimationFrame(() => {
      document.documentElement.dataset.drawn = `${shown.length}`;
      document.documentElement.dataset.took = (performance.now() - began).toFixed(1);
    });
  }
}

export const map: Page = async ({ query, signal, leave }) => {
  const filters = new Filters(query);
  document.body.classList.add("wide");
  const [globe, seas] = await Promise.all([world(), get<Sea[]>("/api/seas", {}, signal)]);
  const atlas = new Atlas(filters, globe, seas);
  await atlas.load();
  const inView = h("input", { type: "checkbox", checked: filters.get("bbox") !== "", onchange: (e: Event) => {
    const on = (e.target as HTMLInputElement).checked;
    filters.set({ bbox: on ? atlas.box() : null });
    announce(on ? "Only what is in view" : "Everywhere");
  } });
  filters.listen(() => { inView.checked = filters.get("bbox") !== ""; });
  const resized = debounce(() => atlas.redraw(), 120);
  window.addEventListener("resize", resized);
  leave(() => {
    window.removeEventListener("resize", resized);
    document.body.classList.remove("wide");
    atlas.stop();
  });
  return {
    title: "Map and timeline",
    body: [
      head("Map and timeline", null, tools("onrecord-map", "/api/map", () => filters.query)),
      filterForm(filters, h("label", { class: "check" }, inView, " only what is in view")),
      h("div", { class: "atlas" }, h("div", { class: "map" }, atlas.map), atlas.time, atlas.list), legend(),
    ],
    ready: () => atlas.start(),
  };
};
