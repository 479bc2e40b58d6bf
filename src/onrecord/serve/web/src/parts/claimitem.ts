// A claim in a list, with its report.
import { foreign, h } from "../dom";
import { moment } from "../time";
import type { ClaimRow } from "../types";
import { headline, quote } from "./claim";
import { reportHref } from "./report";
import { pill } from "./status";

export function claimItem(row: ClaimRow): HTMLElement {
  return h("li", { class: `event ${row.claim.status}`, "data-row": true },
    h("div", { class: "event-head" }, pill(row.claim.status, row.claim.status_why)),
    h("h3", null, h("a", { class: "title", href: `${reportHref(row.report)}#claim-${row.claim.id}` }, headline(row.claim))),
    quote(row.claim),
    h("p", { class: "facts" }, foreign(row.publisher ?? "publisher unknown"), ", ", moment(row.published)));
}
