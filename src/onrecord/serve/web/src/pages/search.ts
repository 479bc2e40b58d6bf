// Words, found in events and in the texts of reports.
import { get } from "../api";
import { foreign, h, type Child } from "../dom";
import { eventList } from "../parts/event";
import { head, section } from "../parts/head";
import { paged } from "../parts/paging";
import { reportLink } from "../parts/report";
import { tools } from "../parts/tools";
import { go, type Page } from "../router";
import { moment } from "../time";
import type { Hit, SearchPage } from "../types";

function hit(row: Hit): HTMLElement {
  return h("li", { "data-row": true }, reportLink(row.report),
    h("blockquote", { dir: "auto" }, row.pieces.map((p, i) => (i % 2 ? h("mark", null, p) : p))),
    h("p", { class: "facts" }, foreign(row.report.publisher ?? "publisher unknown"), " · ", moment(row.report.published)));
}

function results(page: SearchPage): Child {
  if (!page.rows.length && !page.events.length) {
    return h("div", { class: "empty" }, h("h2", null, "Nothing found"), h("p", null, "Try fewer words, or another form of them. Quotation marks keep words together; * stands for the rest of a word."));
  }
  const list = h("ul", { class: "notes" }, page.rows.map(hit));
  return h("div", { class: "columns" },
    h("div", null, section("In reports", page.rows.length ? paged("/api/search", { q: page.words }, page, list, hit) : h("p", { class: "quiet" }, "No report says it."))),
    h("div", null, section("Events", eventList(page.events, h("p", null, "No event by these words.")))));
}

export const search: Page = async ({ query, signal }) => {
  const words = (query.get("q") ?? "").trim();
  const input = h("input", { type: "search", name: "q", value: words, "aria-label": "Words", placeholder: "words, \"words together\", begin*" });
  const form = h("form", {
    class: "filters", role: "search", "aria-label": "Words to search for",
    onsubmit: (e: Event) => { e.preventDefault(); go(`/search?q=${encodeURIComponent(input.value.trim())}`); },
  }, h("div", { class: "fields" }, input, h("button", { class: "primary" }, "Search")));
  const page = words ? await get<SearchPage>("/api/search", { q: words }, signal) : null;
  return {
    title: words ? `Search: ${words}` : "Search",
    body: [
      head("Search", words ? null : "In the texts of all reports and the events they tell of.", words ? tools("onrecord-search", "/api/search", () => ({ q: words })) : null),
      form, page ? results(page) : null,
    ],
  };
};
