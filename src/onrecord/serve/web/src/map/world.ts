// The bundled world (Natural Earth through world-atlas): land, borders and coasts cut at 180 degrees, names.
import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Point, Polygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

export interface World {
  countries: FeatureCollection<Polygon | MultiPolygon, { name: string }>;
  borders: MultiLineString;
  coast: MultiLineString;
  names: FeatureCollection<Point, { name: string; size: number }>;
}

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

let loaded: Promise<World> | null = null;

const POLE = 85.05;

/**
 * A line without jumps: world-atlas lets rings run across the antimeridian from 180 to -180, where a flat map would draw
 * a stroke around the world. Longitudes go on beyond 180 instead; the map folds them back.
 */
function unwrapped(line: readonly Position[]): Position[] {
  let turn = 0;
  let before: number | null = null;
  return line.map(([x = 0, y = 0]): Position => {
    if (before !== null && Math.abs(x - before) > 180) turn += x < before ? 360 : -360;
    before = x;
    return [x + turn, Math.max(-POLE, Math.min(POLE, y))];
  });
}

/** A ring without jumps; one that runs around a pole is closed by way of the pole. */
function ring(points: readonly Position[]): Position[] {
  const flat = unwrapped(points);
  const [first, last] = [flat[0], flat.at(-1)];
  if (!first || !last || Math.abs((first[0] ?? 0) - (last[0] ?? 0)) < 180) return flat;
  const pole = (first[1] ?? 0) < 0 ? -POLE : POLE;
  return [...flat, [last[0] ?? 0, pole], [first[0] ?? 0, pole], first];
}

function flat(shape: Polygon | MultiPolygon): Polygon | MultiPolygon {
  return shape.type === "Polygon" ? { type: "Polygon", coordinates: shape.coordinates.map(ring) }
    : { type: "MultiPolygon", coordinates: shape.coordinates.map((p) => p.map(ring)) };
}

function lines(of: MultiLineString): MultiLineString {
  return { type: "MultiLineString", coordinates: of.coordinates.map(unwrapped) };
}

/** Area in square degrees, and the middle, of a ring. */
function size(ring: readonly Position[]): { area: number; at: Position } {
  let area = 0;
  let x = 0;
  let y = 0;
  ring.forEach(([x0 = 0, y0 = 0], i) => {
    const [x1 = 0, y1 = 0] = ring[(i + 1) % ring.length] ?? [];
    const cross = x0 * y1 - x1 * y0;
    area += cross / 2;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  });
  return { area: Math.abs(area), at: area ? [x / (6 * area), y / (6 * area)] : (ring[0] ?? [0, 0]) };
}

function named(country: Feature<Polygon | MultiPolygon, { name: string }>): Feature<Point, { name: string; size: number }> {
  const parts = country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates;
  const largest = parts.map((p) => size(p[0] ?? [])).reduce((a, b) => (b.area > a.area ? b : a));
  return {
    type: "Feature", properties: { name: country.properties.name, size: Math.sqrt(largest.area) },
    geometry: { type: "Point", coordinates: largest.at },
  };
}

/** The world, asked for once. */
export function world(): Promise<World> {
  loaded ??= fetch(`/static/${WORLD_FILE}`).then(async (answer) => {
    const atlas = (await answer.json()) as Atlas;
    const all = feature(atlas, atlas.objects.countries) as World["countries"];
    const countries = { ...all, features: all.features.filter((f) => f.geometry).map((f) => ({ ...f, geometry: flat(f.geometry) })) };
    return {
      countries,
      borders: lines(mesh(atlas, atlas.objects.countries, (a, b) => a !== b)),
      coast: lines(mesh(atlas, atlas.objects.countries, (a, b) => a === b)),
      names: { type: "FeatureCollection", features: countries.features.filter((f) => f.properties.name !== "Antarctica").map(named) },
    };
  });
  return loaded;
}

/** A box as one polygon, or two where it crosses the antimeridian (west > east). */
export function boxes([west, south, east, north]: readonly [number, number, number, number]): MultiPolygon {
  const ring = (w: number, e: number): Position[][] => [[[w, south], [e, south], [e, north], [w, north], [w, south]]];
  return { type: "MultiPolygon", coordinates: west > east ? [ring(west, 180), ring(-180, east)] : [ring(west, east)] };
}

/** An oval inside a box: an area whose borders nobody drew should not look surveyed. */
export function oval([west, south, east, north]: readonly [number, number, number, number]): MultiPolygon {
  const width = west > east ? east + 360 - west : east - west;
  const [cx, cy, rx, ry] = [west + width / 2, (south + north) / 2, width / 2, (north - south) / 2];
  const points = Array.from({ length: 65 }, (_, i): Position => {
    const a = (i / 64) * 2 * Math.PI;
    return [cx + rx * Math.cos(a), cy + ry * Math.sin(a)];
  });
  if (west <= east && east <= 180) return { type: "MultiPolygon", coordinates: [[points]] };
  const clip = (keep: (x: number) => number, shift: number) => points.map(([x = 0, y = 0]): Position => [keep(x) - shift, y]);
  return { type: "MultiPolygon", coordinates: [[clip((x) => Math.min(x, 180), 0)], [clip((x) => Math.max(x, 180), 360)]] };
}
