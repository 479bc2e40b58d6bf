// All events, filtered by the address.
import { get, type Query } from "../api";
import { fill, h } from "../dom";
import { eventItem } from "../parts/event";
import { Filters, filterForm } from "../parts/filters";
import { head } from "../parts/head";
import { paged } from "../parts/paging";
import { tools } from "../parts/tools";
import type { Page } from "../router";
import type { EventPage } from "../types";

const ORDERS = [["", "latest first"], ["origins", "most origins first"], ["oldest", "oldest first"]] as const;

export const events: Page = async ({ query, signal, leave }) => {
  const filters = new Filters(query);
  const out = h("div", { "aria-live": "off" });
  let asking = new AbortController();
  leave(() => asking.abort());

  const shown = (page: EventPage, q: Query) => {
    const list = h("ol", { class: "events" }, page.rows.map(eventItem));
    fill(out, page.rows.length ? paged("/api/events", q, page, list, eventItem)
      : h("div", { class: "empty" }, h("h2", null, "No event fits"), h("p", null, "Take a filter away, or add reports on the page ", h("a", { href: "/add" }, "Add"), ".")));
  };
  const load = async (stop: AbortSignal) => {
    const q = filters.query;
    shown(await get<EventPage>("/api/events", q, stop), q);
  };
  filters.listen(() => {
    asking.abort();
    asking = new AbortController();
    const mine = asking.signal;
    load(mine).catch((error: unknown) => {
      if (!mine.aborted) fill(out, h("p", { role: "alert", class: "empty" }, error instanceof Error ? error.message : "That did not work."));
    });
  });
  const order = h("label", { class: "field" }, h("span", null, "Order"),
    h("select", { value: filters.get("sort"), onchange: (e: Event) => filters.set({ sort: (e.target as HTMLSelectElement).value }) },
      ORDERS.map(([value, words]) => h("option", { value }, words))));
  await load(signal);
  return {
    title: "Events",
    body: [
      head("Events", "Each is what one or more reports say happened, is going on, is planned, feared or denied.",
        tools("onrecord-events", "/api/events", () => filters.query)),
      filterForm(filters, order), h("h2", { class: "sr" }, "The events"), out,
    ],
  };
};
