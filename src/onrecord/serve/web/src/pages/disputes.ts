// All disputes: what cannot both be right, side by side.
import { get } from "../api";
import { boot } from "../boot";
import { h } from "../dom";
import { disputeItem } from "../parts/dispute";
import { head } from "../parts/head";
import { paged } from "../parts/paging";
import { tools } from "../parts/tools";
import { go, type Page } from "../router";
import type { DisputePage } from "../types";

export const disputes: Page = async ({ query, signal }) => {
  const kind = query.get("kind") ?? "";
  const asked = kind ? { kind } : {};
  const page = await get<DisputePage>("/api/disputes", asked, signal);
  const list = h("ul", { class: "notes" }, page.rows.map(disputeItem));
  return {
    title: "Disputes",
    body: [
      head("Disputes", "Claims on one event that cannot all be right. They are set side by side and never averaged.", tools("onrecord-disputes", "/api/disputes", () => asked)),
      h("form", { class: "filters", onsubmit: (e: Event) => e.preventDefault() }, h("label", { class: "field" }, h("span", null, "What about"),
        h("select", { value: kind, onchange: (e: Event) => { const v = (e.target as HTMLSelectElement).value; go(v ? `/disputes?kind=${v}` : "/disputes", { replace: true }); } },
          h("option", { value: "" }, "anything"), Object.entries(boot.disputes).map(([k, w]) => h("option", { value: k }, w))))),
      page.rows.length ? paged("/api/disputes", asked, page, list, disputeItem)
        : h("div", { class: "empty" }, h("h2", null, "No dispute"), h("p", null, "Disputes appear when reports of one event contradict each other: a denial, other figures, another culprit, place or day.")),
    ],
  };
};
