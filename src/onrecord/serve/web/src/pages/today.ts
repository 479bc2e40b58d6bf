// Today: what is best attested and fresh, what is disputed, what was changed in silence, what came in.
import { get } from "../api";
import { count, foreign, h, type Child } from "../dom";
import { disputeItem } from "../parts/dispute";
import { eventList } from "../parts/event";
import { head, section } from "../parts/head";
import { reportHref } from "../parts/report";
import { tools } from "../parts/tools";
import type { Page } from "../router";
import { moment } from "../time";
import type { CorrectionRow, RejectedRow, ReportRow, Stats, Today } from "../types";

function tally(stats: Stats): HTMLElement {
  const items: [number, string, string][] = [
    [stats.events, "events", "/events"], [stats.origins, "origins", "/sources"], [stats.disputes, "disputes", "/disputes"],
    [stats.claims, "claims", "/events"], [stats.reports, "reports", "/reports"], [stats.copies, "of them copies", "/reports"],
  ];
  return h("ul", { class: "tally", "aria-label": "In this record" },
    items.map(([n, words]) => h("li", null, h("b", null, n.toLocaleString()), words)));
}

function correction(row: CorrectionRow): HTMLElement {
  const lost = [row.vanished ? `${count(row.vanished, "claim")} gone` : "", row.changed ? `${count(row.changed, "claim")} changed` : ""];
  return h("li", { "data-row": true },
    h("a", { href: `${reportHref(row.after.id)}?versions=${encodeURIComponent(row.before.id)}` }, foreign(row.after.heading)),
    h("p", { class: "facts" }, foreign(row.after.publisher ?? "publisher unknown"), ": ",
      lost.filter(Boolean).join(", ") || "wording changed", ", ", moment(row.after.updated ?? row.after.published)));
}

function came(row: ReportRow): HTMLElement {
  return h("li", { "data-row": true },
    h("a", { href: reportHref(row.id) }, foreign(row.heading)),
    h("p", { class: "facts" }, foreign(row.publisher ?? "publisher unknown"), ", ", moment(row.published), ", ",
      row.copy_of ? "a copy" : count(row.claims, "claim")));
}

function rejected(row: RejectedRow): HTMLElement {
  return h("li", null, foreign(row.path), h("p", { class: "facts" }, h("span", { class: "chip" }, row.reason), " ", row.detail));
}

const NOTHING: Child = [
  h("h2", null, "Nothing is on record yet"),
  h("p", null, "Add reports on the page ", h("a", { href: "/add" }, "Add"), ": paste one, or drop files there. Or in a terminal: ",
    h("code", null, "onrecord add folder/ report.html"), "."),
];

export const today: Page = async ({ signal }) => {
  const seen = await get<Today>("/api/today", {}, signal);
  if (!seen.stats.reports) return { title: "Today", body: [head("Today", null), h("div", { class: "empty" }, NOTHING)] };
  return {
    title: "Today",
    body: [
      head("Today", ["What several independent origins say comes first, then what is freshest. Latest report: ", moment(seen.until), "."],
        tools("onrecord-today", "/api/today")),
      tally(seen.stats),
      h("div", { class: "columns" },
        h("div", null, section("Events", eventList(seen.events, h("p", null, "No event was found in the reports on record."))),
          h("p", null, h("a", { href: "/events" }, "All events"), " · ", h("a", { href: "/map" }, "On the map"))),
        h("div", null,
          section("Disputes", seen.disputes.length ? h("ul", { class: "notes" }, seen.disputes.map((d) => disputeItem(d)))
            : h("p", { class: "quiet" }, "Nobody contradicts anybody here.")),
          section("Silent corrections", seen.corrections.length ? h("ul", { class: "notes" }, seen.corrections.map(correction))
            : h("p", { class: "quiet" }, "No page on record has changed its claims. Add a later version of the same address to see what it changed.")),
          section("Added", h("ul", { class: "notes" }, seen.added.map(came))),
          section("Not read", seen.rejected.length ? h("ul", { class: "notes" }, seen.rejected.map(rejected))
            : h("p", { class: "quiet" }, "Every input was read.")))),
    ],
  };
};
