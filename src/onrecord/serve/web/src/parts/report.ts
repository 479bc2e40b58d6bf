// A report named in a line.
import { count, foreign, h } from "../dom";
import { moment } from "../time";
import type { ReportRow } from "../types";

export function reportHref(id: string): string {
  return `/reports/${encodeURIComponent(id)}`;
}

export function reportLink(row: Pick<ReportRow, "id" | "heading">): HTMLElement {
  return h("a", { href: reportHref(row.id) }, foreign(row.heading));
}

/** An origin in words; a report that names no publisher is known by its number alone. */
export function sourceLabel(label: string): string {
  return label.startsWith("report:") ? `a report without a publisher (${label.slice(7, 13)})` : label;
}

export function reportItem(row: ReportRow): HTMLElement {
  return h("li", { "data-row": true }, reportLink(row),
    h("p", { class: "facts" }, foreign(row.publisher ?? "publisher unknown"), " · ", moment(row.published), " · ",
      row.copy_of ? ["a copy of ", h("a", { href: reportHref(row.copy_of) }, "another report")] : count(row.claims, "claim"),
      row.version && row.version > 1 ? ` · version ${row.version}` : null));
}
