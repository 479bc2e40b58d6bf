// One origin: what it stands behind, what it denied, and which outlets cite it.
import { get } from "../api";
import { boot, countryName } from "../boot";
import { count, foreign, h } from "../dom";
import { eventList } from "../parts/event";
import { head, section, table } from "../parts/head";
import { sourceLabel } from "../parts/report";
import { tools } from "../parts/tools";
import type { Page } from "../router";
import type { SourceView } from "../types";

export const source: Page = async ({ params, signal }) => {
  const path = `/api/sources/${encodeURIComponent(params.id ?? "")}`;
  const view = await get<SourceView>(path, {}, signal);
  const s = view.source;
  const facts = [boot.kinds[s.kind] ?? s.kind, s.country ? countryName(s.country) : "", s.outlet ? `known through ${s.outlet}` : ""].filter(Boolean);
  return {
    title: sourceLabel(s.label),
    body: [
      head(foreign(sourceLabel(s.label)), facts.join(" · "), tools("onrecord-source", path)),
      h("ul", { class: "tally" },
        [[s.events, "events it asserts"], [s.confirmed, "of them asserted by others too"], [s.contradicted, "of them disputed"]].map(([n, words]) =>
          h("li", null, h("b", null, n ?? 0), words))),
      h("div", { class: "columns" },
        h("div", null,
          section("What it is the origin of", eventList(view.origin_of, h("p", null, "It asserts no event on record."))),
          section("What it denied", eventList(view.denied, h("p", null, "It denied nothing on record.")))),
        h("div", null, section("Who cites it", view.cited_by.length
          ? table("Outlets that cite it", ["Outlet", "Events"], view.cited_by.map((c) => [
            h("a", { href: `/events?outlet=${encodeURIComponent(c.outlet)}` }, foreign(c.outlet)), count(c.events, "event")]))
          : h("p", { class: "quiet" }, "No outlet on record cites it.")))),
    ],
  };
};
