// A dispute: what each side says, on whose word, since when. Never averaged.
import { boot } from "../boot";
import { count, foreign, h } from "../dom";
import { moment } from "../time";
import type { Dispute, DisputeRow, Evidence, Origin } from "../types";
import { eventTitle } from "./event";
import { reportHref, sourceLabel } from "./report";
import { origins, pill } from "./status";

/** What it is about, in words: "figures: killed". */
export function disputeWords(d: Dispute): string {
  const kind = boot.disputes[d.kind] ?? d.kind;
  return d.role ? `${kind}: ${boot.roles[d.role] ?? d.role}` : kind;
}

function evidence(e: Evidence): HTMLElement {
  return h("blockquote", { dir: "auto" }, "“", e.span.text, "” ", h("a", { href: `${reportHref(e.report)}?at=${e.span.start}-${e.span.end}` }, "in the report"));
}

/** What copies and versions say in the same words, once. */
function distinct(found: readonly Evidence[]): Evidence[] {
  return [...new Map([...found].reverse().map((e) => [e.span.text, e])).values()].reverse();
}

/** The sides beside each other. `known`: the origins by id. */
export function sides(d: Dispute, known: ReadonlyMap<string, Origin>): HTMLElement {
  return h("div", { class: "versus" },
    h("h3", null, disputeWords(d)), h("p", { class: "quiet" }, d.why),
    h("div", { class: "sides" }, d.sides.map((side) =>
      h("div", { class: "side" }, h("h4", null, foreign(side.value)),
        h("p", null, side.origins.length ? side.origins.map((o, i) => [i ? ", " : null,
          h("a", { href: `/sources/${encodeURIComponent(o)}` }, foreign(sourceLabel(known.get(o)?.label ?? o)))]) : h("span", { class: "quiet" }, "source unknown"),
          h("span", { class: "quiet" }, " · ", count(side.claims.length, "claim"), ", since ", moment(side.since))),
        distinct(side.evidence).slice(0, 3).map(evidence)))));
}

/** A dispute in a list, with the event it is on. */
export function disputeItem(row: DisputeRow): HTMLElement {
  return h("li", { "data-row": true },
    h("div", { class: "event-head" }, h("span", { class: "disputed" }, disputeWords(row.dispute)), pill(row.event.status), origins(row.event.origins)),
    eventTitle(row.event),
    h("p", { class: "facts" }, row.dispute.sides.map((side, i) => [i ? h("b", null, " against ") : null, foreign(side.value)])));
}
