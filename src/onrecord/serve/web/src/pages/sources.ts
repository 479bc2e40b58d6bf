// Whom the record finally rests on.
import { get, type Query } from "../api";
import { boot, countryName } from "../boot";
import { debounce, fill, foreign, h, type Child } from "../dom";
import { head } from "../parts/head";
import { paged } from "../parts/paging";
import { sourceLabel } from "../parts/report";
import { tools } from "../parts/tools";
import { keep, type Page } from "../router";
import type { SourcePage, SourceRow } from "../types";

export function sourceHref(id: string): string {
  return `/sources/${encodeURIComponent(id)}`;
}

function row(s: SourceRow): HTMLElement {
  const number = (n: number) => h("td", { class: "number" }, n.toLocaleString());
  return h("tr", { "data-row": true },
    h("th", { scope: "row" }, h("a", { href: sourceHref(s.id) }, foreign(sourceLabel(s.label)))),
    h("td", null, boot.kinds[s.kind] ?? s.kind), h("td", null, s.country ? countryName(s.country) : ""),
    number(s.events), number(s.confirmed), number(s.contradicted));
}

function body(page: SourcePage, asked: Query): Child {
  if (!page.rows.length) {
    return h("div", { class: "empty" }, h("h2", null, "No source here"), h("p", null, "Origins appear once reports are added and linked. Try another name, or go to ", h("a", { href: "/add" }, "Add"), "."));
  }
  const rows = h("tbody", null, page.rows.map(row));
  const table = h("div", { class: "table", role: "region", "aria-label": "Sources", tabindex: 0 }, h("table", null,
    h("caption", { class: "sr" }, "Sources, most events first"),
    h("thead", null, h("tr", null, ["Origin", "Kind", "Country", "Events it asserts", "Also asserted by others", "Contradicted"].map((c, i) =>
      h("th", { scope: "col", class: i > 2 ? "number" : null }, c)))),
    rows));
  return paged("/api/sources", asked, page, rows, row, table);
}

export const sources: Page = async ({ query, signal }) => {
  let words = query.get("name") ?? "";
  const out = h("div", null);
  const load = async () => fill(out, body(await get<SourcePage>("/api/sources", { name: words }, signal), { name: words }));
  const ask = debounce((value: string) => {
    words = value.trim();
    keep(words ? `/sources?name=${encodeURIComponent(words)}` : "/sources");
    void load().catch(() => undefined);
  }, 120);
  await load();
  return {
    title: "Sources",
    body: [
      head("Sources", "The roots that claims finally rest on: people, offices, documents, outlets' own reporters. Copies and citations are folded away.",
        tools("onrecord-sources", "/api/sources", () => ({ name: words }))),
      h("form", { class: "filters", role: "search", "aria-label": "Find a source", onsubmit: (e: Event) => e.preventDefault() },
        h("label", { class: "field" }, h("span", null, "Name"), h("input", { type: "search", value: words, oninput: (e: Event) => ask((e.target as HTMLInputElement).value) }))),
      out,
    ],
  };
};
