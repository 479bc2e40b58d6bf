// A report named in a line.
import { count, foreign, h } from "../dom";
import { moment } from "../time";
import type { ReportRow } from "../types";

export function reportHref(id: string): string {
  return `/reports/${encodeURIComponent(id)}`;
}

export function reportLink(row: Pick<ReportRow, "id" | "title" | "publisher">): HTMLElement {
  return h("a", { href: reportHref(row.id) }, foreign(row.title ?? `Report ${row.id}`));
}

export function reportItem(row: ReportRow): HTMLElement {
  return h("li", { "data-row": true }, reportLink(row),
    h("p", { class: "facts" }, foreign(row.publisher ?? "publisher unknown"), " · ", moment(row.published), " · ",
      row.copy_of ? ["a copy of ", h("a", { href: reportHref(row.copy_of) }, "another report")] : count(row.claims, "claim"),
      row.version && row.version > 1 ? ` · version ${row.version}` : null));
}
