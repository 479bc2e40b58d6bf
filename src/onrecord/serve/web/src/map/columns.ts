// Events of the map by column, and the filters that are answered here without asking the server.
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import type { FilterName } from "../parts/filters";
import { millis } from "../time";
import type { MapEvents } from "../types";
import { boxes, oval, type World } from "./world";

/** Filters that the columns themselves can answer. */
export const LOCAL: readonly FilterName[] = ["type", "status", "min_origins", "since", "until", "bbox"];

const DAY = 86_400_000;
const VAGUE = new Set(["country", "sea", "region", "continent"]);

export interface Span {
  from: number;
  to: number;
}

/** When an event was, in milliseconds; the day after its last day ends it. `null` where no time is known. */
export function spans(events: MapEvents): (Span | null)[] {
  return events.id.map((_, i) => {
    const from = millis(events.start[i]) ?? millis(events.end[i]);
    if (from === null) return null;
    const to = millis(events.end[i]) ?? from;
    return { from, to: to + (String(events.end[i] ?? events.start[i]).includes("T") ? 0 : DAY) };
  });
}

function inBox(lon: number, lat: number, [w, s, e, n]: number[]): boolean {
  if (w === undefined || s === undefined || e === undefined || n === undefined) return true;
  return lat >= s && lat <= n && (w <= e ? lon >= w && lon <= e : lon >= w || lon <= e);
}

/** Positions of the events that fit. `leave`: a filter to leave out (the timeline shows what lies beside its brush). */
export function fitting(events: MapEvents, when: readonly (Span | null)[], get: (name: FilterName) => string, leave: readonly FilterName[] = []): number[] {
  const value = (name: FilterName) => (leave.includes(name) ? "" : get(name));
  const types = value("type").split(",").filter(Boolean);
  const statuses = value("status").split(",").filter(Boolean);
  const least = Number(value("min_origins") || 0);
  const since = millis(value("since"));
  const until = millis(value("until"));
  const box = value("bbox") ? value("bbox").split(",").map(Number) : [];
  const found: number[] = [];
  for (let i = 0; i < events.id.length; i++) {
    if (types.length && !types.includes(events.type[i] as string)) continue;
    if (statuses.length && !statuses.includes(events.status[i] as string)) continue;
    if (least && (events.low[i] ?? 0) < least) continue;
    const span = when[i];
    if (since !== null && (!span || span.to <= since)) continue;
    if (until !== null && (!span || span.from >= until + DAY)) continue;
    const lat = events.lat[i];
    const lon = events.lon[i];
    if (box.length && (lat === null || lat === undefined || lon === null || lon === undefined || !inBox(lon, lat, box))) continue;
    found.push(i);
  }
  return found;
}

/** The marks: one a placed event. */
export function marks(events: MapEvents, shown: readonly number[]): FeatureCollection {
  const features: Feature[] = [];
  for (const i of shown) {
    const lat = events.lat[i];
    const lon = events.lon[i];
    if (lat === null || lat === undefined || lon === null || lon === undefined) continue;
    features.push({
      type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] },
      properties: { i, quad: events.quad[i], status: events.status[i], origins: events.low[i] },
    });
  }
  return { type: "FeatureCollection", features };
}

/** The areas: one a place that is no point, in the shape of the country or as an oval in its box. */
export function areas(events: MapEvents, shown: readonly number[], world: World): FeatureCollection {
  const shapes = new Map(world.countries.features.map((f) => [f.properties.name, f.geometry as Polygon | MultiPolygon]));
  const found = new Map<string, Feature>();
  for (const i of shown) {
    const box = events.bbox[i];
    const name = events.place[i];
    if (!box || !name || found.has(name) || events.place_precision[i] === "point" || events.place_precision[i] === "city") continue;
    const vague = VAGUE.has(events.place_precision[i] ?? "");
    const geometry = shapes.get(name) ?? (vague ? oval(box) : boxes(box));
    found.set(name, { type: "Feature", geometry, properties: { quad: events.quad[i], hatched: vague, name } });
  }
  return { type: "FeatureCollection", features: [...found.values()] };
}

/** Most origins first, then what is latest. */
export function ranked(events: MapEvents, shown: readonly number[]): number[] {
  return [...shown].sort((a, b) => (events.low[b] ?? 0) - (events.low[a] ?? 0) || String(events.start[b] ?? "").localeCompare(String(events.start[a] ?? "")));
}
