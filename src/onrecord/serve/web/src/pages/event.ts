// One event: what became of it, on whose word, how the figures moved, who disputes what, and why its claims are one.
import { get } from "../api";
import { typeWords } from "../boot";
import { figuresPlot } from "../charts/figures";
import { count, foreign, h, type Child } from "../dom";
import { headline } from "../parts/claim";
import { sides } from "../parts/dispute";
import { eventTitle, parties } from "../parts/event";
import { head, section, table } from "../parts/head";
import { links } from "../parts/links";
import { reportHref, reportLink, sourceLabel } from "../parts/report";
import { origins, originWords, pill } from "../parts/status";
import { tools } from "../parts/tools";
import type { Page } from "../router";
import { interval, moment } from "../time";
import type { ClaimRow, EventView, Origin } from "../types";

function facts(view: EventView): HTMLElement {
  const { event } = view.account;
  const unknown = h("span", { class: "quiet" }, "not said");
  return h("dl", { class: "facts-list" },
    h("dt", null, "kind"), h("dd", null, typeWords(event.type, event.mode), " ", h("span", { class: "codes" }, `${event.type}${event.mode ? ` ${event.mode}` : ""}`)),
    h("dt", null, "by"), h("dd", null, event.actors.length ? parties(event.actors) : unknown),
    h("dt", null, "to"), h("dd", null, event.recipients.length ? parties(event.recipients) : unknown),
    h("dt", null, "when"), h("dd", null, interval(event.time), event.time ? h("span", { class: "quiet" }, " · ", event.time.why) : null),
    h("dt", null, "where"), h("dd", null, event.place ? [foreign(event.place.name), event.place.precision ? ` (${event.place.precision})` : null,
      event.place.lat === null ? null : [" · ", h("a", { href: `/map?place=${encodeURIComponent(event.place.name)}` }, "on the map")],
      h("span", { class: "quiet" }, event.place.why ? ` · ${event.place.why}` : "")] : unknown),
    h("dt", null, "status"), h("dd", null, event.status_why),
    h("dt", null, "origins"), h("dd", null, originWords(event.origins), event.origins.why.length
      ? h("ul", { class: "quiet" }, event.origins.why.map((w) => h("li", null, w))) : null));
}

/** What was said of its status, in order of publication. */
function statuses(view: EventView, known: ReadonlyMap<string, Origin>): HTMLElement {
  return h("ol", { class: "moves" }, view.account.statuses.map((s) =>
    h("li", null, h("span", { class: "quiet" }, moment(s.published)), pill(s.status, s.why),
      h("span", null, s.origin ? h("a", { href: `/sources/${encodeURIComponent(s.origin)}` }, foreign(sourceLabel(known.get(s.origin)?.label ?? s.origin))) : "source unknown",
        " · ", h("a", { href: `${reportHref(s.report)}#claim-${s.claim}` }, "the claim"),
        h("span", { class: "quiet" }, " · ", s.why)))));
}

function claims(view: EventView): HTMLElement {
  const known = new Map(view.account.origins.map((o) => [o.id, o]));
  const rests = (id: string): Child => {
    const found = view.account.witnesses.filter((w) => w.claim === id);
    if (!found.length) return h("span", { class: "quiet" }, "unknown");
    return found.map((w, i) => [i ? "; " : null,
      h("a", { href: `/sources/${encodeURIComponent(w.origin)}`, title: w.why || null }, foreign(sourceLabel(known.get(w.origin)?.label ?? w.origin))),
      w.via.length ? h("span", { class: "quiet" }, " via ", foreign(w.via.join(" › "))) : null,
      w.independent ? null : h("span", { class: "quiet" }, " (copy or citation, not counted)")]);
  };
  const row = (c: ClaimRow): Child[] => [
    h("a", { href: `${reportHref(c.report)}#claim-${c.claim.id}` }, headline(c.claim)),
    pill(c.claim.status, c.claim.status_why), rests(c.claim.id),
    [foreign(c.publisher ?? "unknown"), h("br"), moment(c.published)],
    h("span", { dir: "auto" }, "“", c.claim.sentence.text, "”"),
  ];
  return table("Claims of this event", ["Claim", "Status", "On whose word", "Report", "Words that prove it"], view.claims.map(row));
}

export const event: Page = async ({ params, signal, leave }) => {
  const id = params.id ?? "";
  const path = `/api/events/${encodeURIComponent(id)}`;
  const view = await get<EventView>(path, {}, signal);
  const { account } = view;
  const known = new Map(account.origins.map((o) => [o.id, o]));
  const graph = h("div", { class: "graph", role: "img", "aria-label": "Source graph: origins, outlets and reports; the same as the list below" });
  const plot = figuresPlot(account.figures, known);
  return {
    title: account.event.title,
    body: [
      head(eventTitle(account.event, false), [pill(account.event.status, account.event.status_why), " ", origins(account.event.origins), " ",
        h("span", null, count(view.claims.length, "claim"), " in ", count(view.reports.length, "report"))],
        tools(`onrecord-event-${account.event.id}`, path)),
      section("What is known", facts(view)),
      account.disputes.length ? section("Disputed", account.disputes.map((d) => sides(d, known))) : null,
      section("Status over time", statuses(view, known)),
      plot ? section("Figures as they moved", plot) : null,
      section("On whose word", h("p", { class: "quiet" }, "Origins at the left, the outlets that carry them, then their reports. Dashed: copies and repeated citations, not counted. Red: an outlet is cited whose own report is here, which adds no origin."),
        graph, sourceList(view)),
      section("Claims", claims(view)),
      section("Why these are one event", await links(view, signal)),
      section("Reports", h("ul", { class: "notes" }, view.reports.map((r) => h("li", { "data-row": true }, reportLink(r),
        h("p", { class: "facts" }, foreign(r.publisher ?? "publisher unknown"), ", ", moment(r.published), r.copy_of ? ", a copy" : ""))))),
    ],
    ready: () => {
      void import("../charts/sourcegraph").then(({ sourceGraph }) => {
        if (!signal.aborted) leave(sourceGraph(graph, account));
      });
    },
  };
};

/** The same as the graph in words, for who does not see it. */
function sourceList(view: EventView): HTMLElement {
  const label = new Map(view.account.nodes.map((n) => [n.id, n.label]));
  const words: Record<string, string> = { cites: "cites", copies: "copies", quotes: "quotes", published: "published" };
  return h("details", null, h("summary", null, `The graph in words (${count(view.account.edges.length, "link")})`),
    h("ul", null, view.account.edges.map((e) => h("li", null, foreign(label.get(e.source) ?? e.source), ` ${words[e.kind] ?? e.kind} `,
      foreign(label.get(e.target) ?? e.target), e.circular ? h("b", { class: "disputed" }, ", whose own report is here") : null))));
}
