// The map itself: marks, areas, names; what is clicked opens.
import { Map as MapLibre, NavigationControl, Popup, setWorkerUrl, type GeoJSONSource, type MapGeoJSONFeature } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import { h, type Child } from "../dom";
import { onTheme } from "../theme";
import type { Sea } from "../types";
import { hatch, mapStyle } from "./style";
import type { World } from "./world";

setWorkerUrl(`/static/${WORKER_FILE}`);

export interface MapView {
  show(events: FeatureCollection, areas: FeatureCollection): void;
  box(): string;
  onMove(then: () => void): void;
  fit(points: readonly [number, number][]): void;
  remove(): void;
}

const KEEP = 12;

/** `describe` says what stands in the popup of some events. */
export function mapView(box: HTMLElement, world: World, seas: readonly Sea[], describe: (events: readonly number[], more: number) => Child): MapView {
  const map = new MapLibre({
    container: box, style: mapStyle(world, seas), center: [25, 18], zoom: 1.1, minZoom: 0.4, maxZoom: 11, attributionControl: false,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0, canvasContextAttributes: { preserveDrawingBuffer: true },
    renderWorldCopies: true,
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.getCanvas().setAttribute("aria-label", "Map of events. Arrow keys move it, plus and minus zoom. The same events stand in the list.");
  let last: [FeatureCollection, FeatureCollection] | null = null;
  const put = () => {
    if (!last) return;
    (map.getSource("events") as GeoJSONSource | undefined)?.setData(last[0]);
    (map.getSource("areas") as GeoJSONSource | undefined)?.setData(last[1]);
  };
  const dress = () => {
    if (!map.hasImage("hatch")) map.addImage("hatch", hatch(), { pixelRatio: 2 });
  };
  map.on("styleimagemissing", (e) => {
    if (e.id === "hatch") dress();
  });
  map.on("error", (e) => console.error(`map: ${e.error.message}`));
  // for whoever waits for the picture: a print, a test
  map.on("idle", () => (document.documentElement.dataset.map = "idle"));
  map.on("style.load", () => {
    dress();
    put();
  });
  const off = onTheme(() => map.setStyle(mapStyle(world, seas), { diff: false }));
  const open = (at: [number, number], events: readonly number[], more: number) =>
    new Popup({ maxWidth: "20rem", focusAfterOpen: true }).setLngLat(at).setDOMContent(h("div", null, describe(events, more))).addTo(map);
  const numbers = (features: readonly { properties: Record<string, unknown> | null }[]) => features.map((f) => Number(f.properties?.i));
  map.on("click", "events", (e) => {
    const near = e.features ?? [];
    open([e.lngLat.lng, e.lngLat.lat], numbers(near).slice(0, KEEP), Math.max(0, near.length - KEEP));
  });
  map.on("click", "clusters", (e) => {
    const cluster = e.features?.[0] as MapGeoJSONFeature | undefined;
    const source = map.getSource("events") as GeoJSONSource;
    const id = Number(cluster?.properties.cluster_id);
    const at: [number, number] = [e.lngLat.lng, e.lngLat.lat];
    void source.getClusterExpansionZoom(id).then(async (zoom) => {
      // places that share one point never come apart: then they are listed
      if (zoom <= 9 && zoom > map.getZoom()) return map.easeTo({ center: at, zoom: zoom + 0.3 });
      const leaves = await source.getClusterLeaves(id, KEEP, 0);
      const total = Number(cluster?.properties.point_count);
      return open(at, numbers(leaves), Math.max(0, total - leaves.length));
    });
  });
  for (const layer of ["events", "clusters"]) {
    map.on("mouseenter", layer, () => map.getCanvas().classList.add("pointing"));
    map.on("mouseleave", layer, () => map.getCanvas().classList.remove("pointing"));
  }
  const watcher = new ResizeObserver(() => map.resize());
  watcher.observe(box);
  return {
    show(events, areas) {
      last = [events, areas];
      put();
    },
    box() {
      const b = map.getBounds();
      const turn = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;
      const whole = b.getEast() - b.getWest() >= 360;
      const [w, e] = whole ? [-180, 180] : [turn(b.getWest()), turn(b.getEast())];
      return [w, Math.max(-90, b.getSouth()), e, Math.min(90, b.getNorth())].map((v) => v.toFixed(2)).join(",");
    },
    onMove(then) {
      map.on("moveend", (e) => {
        if (e.originalEvent) then();
      });
    },
    fit(points) {
      if (!points.length) return;
      const lons = points.map((p) => p[0]);
      const lats = points.map((p) => p[1]);
      map.fitBounds([[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]], { padding: 50, maxZoom: 5, animate: false });
    },
    remove() {
      delete document.documentElement.dataset.map;
      off();
      watcher.disconnect();
      map.remove();
    },
  };
}
