// One report: its text with the evidence marked, every claim beside it, its versions and copies.
import { get } from "../api";
import { count, fill, foreign, h, safeHref, type Child } from "../dom";
import { claimCard } from "../parts/claim";
import { difference } from "../parts/difference";
import { eventTitle } from "../parts/event";
import { head, section } from "../parts/head";
import { light, markedText } from "../parts/marked";
import { reportHref, reportItem } from "../parts/report";
import { origins, pill } from "../parts/status";
import { tools } from "../parts/tools";
import type { Page } from "../router";
import { moment } from "../time";
import type { ReportView, TextWarning } from "../types";

function warning(w: TextWarning): HTMLElement {
  return h("article", { class: "claim denied", "data-warning": w.code },
    h("h3", null, "Check “", foreign(w.text), "”"),
    h("p", null, w.detail ?? w.code.replace(/_/g, " "), w.suggestion ? [". Nearest known: ", foreign(w.suggestion), "."] : "."));
}

function lead(view: ReportView): Child {
  const r = view.reading.report;
  const away = r.url ? safeHref(r.url) : null;
  return [foreign(r.publisher ?? "Publisher unknown"), r.author ? [" · by ", foreign(r.author)] : null, " · published ", moment(r.published),
    r.updated ? [" · updated ", moment(r.updated)] : null,
    away ? [" · ", h("a", { href: away, rel: "noreferrer noopener", target: "_blank" }, "where it was published")]
      : r.url ? [" · ", foreign(r.url)] : null];
}

/** Other versions of the same address, each compared on demand. */
function versions(view: ReportView, open: string | null): Child {
  if (view.versions.length < 2) return null;
  const out = h("div", { "aria-live": "polite" });
  const compare = async (other: string) => {
    try {
      fill(out, await difference(view.row.id, other));
    } catch (error) {
      fill(out, h("p", { role: "alert" }, error instanceof Error ? error.message : "That did not work."));
    }
  };
  if (open) void compare(open);
  return section("Versions of this page", h("ul", { class: "notes" }, view.versions.map((v) => h("li", null,
    v.report === view.row.id ? h("b", null, `Version ${v.version} (this one)`) : h("a", { href: reportHref(v.report) }, `Version ${v.version}`),
    " · ", moment(v.updated ?? v.published), " ",
    v.report === view.row.id ? null : h("button", { type: "button", onclick: () => void compare(v.report) }, "What changed")))), out);
}

export const report: Page = async ({ params, query, signal }) => {
  const path = `/api/reports/${encodeURIComponent(params.id ?? "")}`;
  const view = await get<ReportView>(path, {}, signal);
  const { reading } = view;
  const events = new Map(view.events.map((e) => [e.claim, e.event]));
  const at = /^(\d+)-(\d+)$/.exec(query.get("at") ?? "");
  const text = markedText(reading, at ? [Number(at[1]), Number(at[2])] : null);
  const cards = reading.claims.map((c) => {
    const of = events.get(c.id);
    return claimCard(c, reading.report.publisher, of
      ? h("p", { class: "facts" }, "Event: ", eventTitle(of), " ", pill(of.status), " ", origins(of.origins)) : null);
  });
  const aside = h("aside", { "aria-label": "Claims" }, h("h2", null, count(cards.length, "claim")), cards.length ? cards
    : h("p", { class: "quiet" }, "No political event was found in this report."), reading.warnings.map(warning));
  const body = h("div", { class: "reading" }, h("div", null, text,
    reading.report.embedded.map((post) => h("details", { class: "claim" }, h("summary", null, "Embedded post", post.author ? [" by ", foreign(post.author)] : null, ": not part of the report"), foreign(post.text)))), aside);
  light(body);
  return {
    title: view.row.heading,
    body: [
      head(foreign(view.row.heading), lead(view), tools(`onrecord-report-${view.row.id}`, path)),
      view.original ? h("p", { class: "empty" }, "This is a copy. The original: ", h("a", { href: reportHref(view.original.id) },
        foreign(view.original.heading)), " (", foreign(view.original.publisher ?? "publisher unknown"), "). It is no origin of its own.") : null,
      body, versions(view, query.get("versions")),
      view.copies.length ? section("Copies of this report", h("ul", { class: "notes" }, view.copies.map(reportItem))) : null,
    ],
    ready: () => {
      const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : text.querySelector<HTMLElement>(".asked");
      target?.scrollIntoView({ block: "center" });
      if (target?.matches("[data-claim-card]")) target.focus();
    },
  };
};
