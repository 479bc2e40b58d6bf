// All reports, latest first.
import { get } from "../api";
import { h } from "../dom";
import { head } from "../parts/head";
import { paged } from "../parts/paging";
import { reportItem } from "../parts/report";
import { tools } from "../parts/tools";
import { go, type Page } from "../router";
import type { ReportPage } from "../types";

export const reports: Page = async ({ query, signal }) => {
  const asked = { outlet: query.get("outlet") ?? "" };
  const page = await get<ReportPage>("/api/reports", asked, signal);
  const list = h("ul", { class: "notes" }, page.rows.map(reportItem));
  const input = h("input", { type: "search", name: "outlet", value: asked.outlet, placeholder: "name" });
  return {
    title: "Reports",
    body: [
      head("Reports", "Every text on record. A copy is kept with its original and counts for nothing on its own.", tools("onrecord-reports", "/api/reports", () => asked)),
      h("form", {
        class: "filters", role: "search", "aria-label": "Find reports",
        onsubmit: (e: Event) => { e.preventDefault(); go(input.value ? `/reports?outlet=${encodeURIComponent(input.value)}` : "/reports"); },
      }, h("label", { class: "field" }, h("span", null, "Outlet"), input)),
      page.rows.length ? paged("/api/reports", asked, page, list, reportItem)
        : h("div", { class: "empty" }, h("h2", null, "No report"), h("p", null, "Add some on the page ", h("a", { href: "/add" }, "Add"), ".")),
    ],
  };
};
