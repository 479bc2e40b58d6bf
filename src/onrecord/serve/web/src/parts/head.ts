// The head of every page: what it is, what can be done with it.
import { h, type Child } from "../dom";

export function head(title: Child, lead: Child, side: Child = null): HTMLElement {
  return h("header", { class: "page-head" },
    h("div", null, h("h1", { tabindex: -1 }, title), lead ? h("p", { class: "lead" }, lead) : null), side);
}

/** A part of a page with its own heading. */
export function section(title: string, ...body: Child[]): HTMLElement {
  const id = `s-${title.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  return h("section", { "aria-labelledby": id }, h("h2", { id }, title), body);
}

/** A table that scrolls inside itself on narrow screens. */
export function table(caption: string, columns: readonly string[], rows: readonly Child[][]): HTMLElement {
  return h("div", { class: "table", role: "region", "aria-label": caption, tabindex: 0 },
    h("table", null, h("caption", { class: "sr" }, caption),
      h("thead", null, h("tr", null, columns.map((c) => h("th", { scope: "col" }, c)))),
      h("tbody", null, rows.map((row) => h("tr", { "data-row": true },
        row.map((cell, i) => (i ? h("td", null, cell) : h("th", { scope: "row" }, cell))))))));
}
