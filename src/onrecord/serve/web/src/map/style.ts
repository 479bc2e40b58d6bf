// How the map looks in both themes. No tiles, no sprites, no glyph server: the browser's own fonts write the names.
import type { Feature, FeatureCollection } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import { colour } from "../theme";
import type { Sea } from "../types";
import type { World } from "./world";

const FONT = ["sans-serif"];
const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

function seaPoints(seas: readonly Sea[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: seas.map((s): Feature => ({ type: "Feature", properties: { name: s.name, size: s.size }, geometry: { type: "Point", coordinates: [s.lon, s.lat] } })),
  };
}

/** Circle size by origins, so that what many independent roots assert is what is seen first. */
const RADIUS: unknown = ["interpolate", ["linear"], ["get", "origins"], 0, 4, 1, 6, 2, 9, 3, 11.5, 6, 16, 12, 22];

export function mapStyle(world: World, seas: readonly Sea[]): StyleSpecification {
  const quad = ["match", ["get", "quad"], 1, colour("q1"), 2, colour("q2"), 3, colour("q3"), colour("q4")];
  const fact = ["any", ["==", ["get", "status"], "occurred"], ["==", ["get", "status"], "ongoing"]];
  const label = (c: string, halo: string) => ({ "text-color": c, "text-halo-color": halo, "text-halo-width": 1.4 });
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: world.countries, tolerance: 0.2 },
      borders: { type: "geojson", data: world.borders, tolerance: 0.2 },
      coast: { type: "geojson", data: world.coast, tolerance: 0.2 },
      names: { type: "geojson", data: world.names },
      seas: { type: "geojson", data: seaPoints(seas) },
      areas: { type: "geojson", data: EMPTY },
      events: { type: "geojson", data: EMPTY, cluster: true, clusterRadius: 24, clusterMaxZoom: 16, maxzoom: 17 },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colour("water") } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": colour("land") } },
      { id: "areas", type: "fill", source: "areas", filter: ["!", ["get", "hatched"]], paint: { "fill-color": quad, "fill-opacity": 0.16 } },
      { id: "hatched", type: "fill", source: "areas", filter: ["get", "hatched"], paint: { "fill-pattern": "hatch", "fill-opacity": 0.75 } },
      { id: "area-edges", type: "line", source: "areas", paint: { "line-color": quad, "line-width": 1.2, "line-dasharray": [3, 3], "line-opacity": 0.8 } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("border"), "line-width": 0.8 } },
      { id: "coast", type: "line", source: "coast", paint: { "line-color": colour("coast"), "line-width": 0.9 } },
      { id: "sea-names", type: "symbol", source: "seas",
        filter: [">=", ["get", "size"], ["step", ["zoom"], 9, 2.5, 4, 3.5, 2, 4.5, 0.8, 6, 0]],
        layout: { "text-field": ["get", "name"], "text-font": ["italic sans-serif", ...FONT], "text-size": ["interpolate", ["linear"], ["zoom"], 1, 10, 5, 13], "text-max-width": 7, "text-letter-spacing": 0.08, "symbol-sort-key": ["-", 0, ["get", "size"]] },
        paint: label(colour("sea-label"), colour("water")) },
      { id: "names", type: "symbol", source: "names",
        filter: [">=", ["get", "size"], ["step", ["zoom"], 14, 2, 7, 3, 4, 4, 1.5, 5, 0]],
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": ["interpolate", ["linear"], ["zoom"], 1, 10, 5, 13], "text-max-width": 7, "symbol-sort-key": ["-", 0, ["get", "size"]] },
        paint: label(colour("land-label"), colour("land")) },
      { id: "clusters", type: "circle", source: "events", filter: ["has", "point_count"],
        paint: { "circle-color": colour("ink"), "circle-opacity": 0.82, "circle-radius": ["interpolate", ["linear"], ["get", "point_count"], 2, 11, 20, 17, 500, 28], "circle-stroke-color": colour("card"), "circle-stroke-width": 2 } },
      { id: "cluster-counts", type: "symbol", source: "events", filter: ["has", "point_count"],
        layout: { "text-field": ["get", "point_count_abbreviated"], "text-font": FONT, "text-size": 12, "text-allow-overlap": true }, paint: { "text-color": colour("paper") } },
      { id: "events", type: "circle", source: "events", filter: ["!", ["has", "point_count"]],
        paint: { "circle-radius": RADIUS as number, "circle-color": quad, "circle-opacity": ["case", fact, 0.85, 0.08], "circle-stroke-color": ["case", fact, colour("card"), quad], "circle-stroke-width": ["case", fact, 1.5, 2.5] } },
      { id: "denied", type: "symbol", source: "events", filter: ["all", ["!", ["has", "point_count"]], ["!", fact]],
        layout: { "text-field": ["match", ["get", "status"], "denied", "×", "planned", "+", "?"], "text-font": FONT, "text-size": 13, "text-allow-overlap": true }, paint: { "text-color": quad } },
    ],
  } as StyleSpecification;
}

/** Diagonal lines, for areas in which something was somewhere. */
export function hatch(): ImageData {
  const side = 16;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  pen.strokeStyle = colour("quiet");
  pen.lineWidth = 1.4;
  pen.beginPath();
  for (const at of [-side, 0, side]) {
    pen.moveTo(at, side);
    pen.lineTo(at + side, 0);
  }
  pen.stroke();
  return pen.getImageData(0, 0, side, side);
}
