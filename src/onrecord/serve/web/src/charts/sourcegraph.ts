// Who rests on whom: origins, the outlets that carry them, their reports, in three columns; copies folded into a count.
import cytoscape, { type ElementDefinition } from "cytoscape";
import { colour, onTheme } from "../theme";
import type { EventAccount, SourceNode } from "../types";
import { sourceLabel } from "../parts/report";
import { go } from "../router";

const COLUMN = { origin: 0, outlet: 1, report: 2 } as const;
const WIDTH = 250;
const ROW = 62;

/** Copies of one report hang on it as a number, so that a wire story with forty copies is one node. */
function folded(account: EventAccount): { hidden: Set<string>; copies: Map<string, number> } {
  const hidden = new Set<string>();
  const copies = new Map<string, number>();
  for (const e of account.edges) {
    if (e.kind !== "copies" || hidden.has(e.source)) continue;
    if (account.edges.some((o) => o.kind === "copies" && o.target === e.source)) continue;
    hidden.add(e.source);
    copies.set(e.target, (copies.get(e.target) ?? 0) + 1);
  }
  return { hidden, copies };
}

/** Each column in the order of what its nodes are tied to, so that few edges cross: reports first, then who they rest on. */
function ordered(account: EventAccount, shown: readonly SourceNode[]): SourceNode[] {
  const row = new Map<string, number>();
  const reports = shown.filter((n) => n.kind === "report");
  reports.forEach((n, i) => row.set(n.id, i));
  const middle = (id: string) => {
    const tied = account.edges.flatMap((e) => (e.source === id ? [e.target] : e.target === id ? [e.source] : [])).flatMap((o) => row.get(o) ?? []);
    return tied.length ? tied.reduce((a, b) => a + b, 0) / tied.length : reports.length;
  };
  const place = (kind: SourceNode["kind"]) => shown.filter((n) => n.kind === kind).map((n) => ({ n, at: middle(n.id) })).sort((a, b) => a.at - b.at).map((x) => x.n);
  return [...place("origin"), ...place("outlet"), ...reports];
}

function elements(account: EventAccount): ElementDefinition[] {
  const { hidden, copies } = folded(account);
  const shown = ordered(account, account.nodes.filter((n) => !hidden.has(n.id)));
  const used = new Set<string>();
  const rows = { origin: 0, outlet: 0, report: 0 };
  const most = Math.max(1, ...(["origin", "outlet", "report"] as const).map((k) => shown.filter((n) => n.kind === k).length));
  const place = (n: SourceNode): ElementDefinition => {
    used.add(n.id);
    const of = shown.filter((m) => m.kind === n.kind).length;
    const y = (rows[n.kind]++ + 0.5) * ((most * ROW) / of);
    const extra = copies.get(n.id) ?? 0;
    const words = sourceLabel(n.label);
    const label = words.length > 44 ? `${words.slice(0, 42)}…` : words;
    return {
      data: { id: n.id, label: extra ? `${label}\n+ ${extra} ${extra === 1 ? "copy" : "copies"}` : label },
      classes: `${n.kind} ${n.independent ? "" : "folded"} ${extra ? "many" : ""}`,
      position: { x: COLUMN[n.kind] * WIDTH, y },
    };
  };
  const nodes = shown.map(place);
  const edges = account.edges
    .filter((e) => used.has(e.source) && used.has(e.target) && e.source !== e.target)
    .map((e, i): ElementDefinition => ({ data: { id: `e${i}`, source: e.source, target: e.target, kind: e.kind }, classes: `${e.kind} ${e.circular ? "circular" : ""}` }));
  return [...nodes, ...edges];
}

function style(): cytoscape.StylesheetJson {
  const ink = colour("ink");
  const line = colour("strong");
  return [
    { selector: "node", style: {
      label: "data(label)", "font-size": 12, "font-family": "system-ui, sans-serif", color: ink, "text-wrap": "wrap", "text-max-width": "150px",
      "text-valign": "center", "text-halign": "center", shape: "round-rectangle", width: 170, height: 44, padding: "0px",
      "background-color": colour("card"), "border-width": 1.5, "border-color": line } },
    { selector: "node.origin", style: { "border-color": colour("source"), "border-width": 2.5, shape: "round-rectangle", "font-weight": "bold" } },
    { selector: "node.outlet", style: { "background-color": colour("sunk") } },
    { selector: "node.report", style: { shape: "rectangle" } },
    { selector: "node.folded", style: { "border-style": "dashed", color: colour("quiet") } },
    { selector: "node.many", style: { "border-style": "double", "border-width": 5 } },
    { selector: "node:selected", style: { "border-color": colour("accent"), "border-width": 4 } },
    { selector: "edge", style: { width: 1.6, "line-color": line, "target-arrow-color": line, "target-arrow-shape": "triangle", "curve-style": "bezier", "arrow-scale": 0.9 } },
    { selector: "edge.published", style: { "target-arrow-shape": "none", "line-style": "dotted" } },
    { selector: "edge.copies", style: { "line-style": "dashed" } },
    { selector: "edge.quotes", style: { "line-color": colour("source"), "target-arrow-color": colour("source") } },
    { selector: "edge.circular", style: { "line-color": colour("denied"), "target-arrow-color": colour("denied"), width: 3.5 } },
  ];
}

/** Cytoscape would write a style element into the head, which the policy stops, unless this name is taken. */
function claimStyle(): void {
  const id = "__________cytoscape_stylesheet";
  if (document.getElementById(id)) return;
  const taken = document.createElement("meta");
  taken.id = id;
  document.head.append(taken);
}

/** Draws the graph into `box`; returns how to take it down. */
export function sourceGraph(box: HTMLElement, account: EventAccount): () => void {
  claimStyle();
  const cy = cytoscape({
    container: box, elements: elements(account), style: style(), layout: { name: "preset", padding: 24 },
    minZoom: 0.2, maxZoom: 2, userZoomingEnabled: false, boxSelectionEnabled: false, autounselectify: true,
  });
  const rows = Math.max(1, ...["origin", "outlet", "report"].map((k) => cy.nodes(`.${k}`).length));
  box.style.height = `${Math.min(640, Math.max(200, rows * ROW + 60))}px`;
  cy.resize();
  cy.fit(undefined, 20);
  if (cy.zoom() > 1.15) {
    cy.zoom(1.15);
    cy.center();
  }
  cy.on("tap", "node", (event) => {
    const node = event.target as cytoscape.NodeSingular;
    const id = node.id();
    if (node.hasClass("report")) go(`/reports/${encodeURIComponent(id.replace(/^report:/, ""))}`);
    else if (node.hasClass("origin")) go(`/sources/${encodeURIComponent(id)}`);
  });
  const off = onTheme(() => cy.style(style()));
  return () => {
    off();
    cy.destroy();
  };
}
