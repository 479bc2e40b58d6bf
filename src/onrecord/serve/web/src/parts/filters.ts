// Filters live in the address: the same address is the same view, and a view can be sent to somebody.
import type { Query } from "../api";
import { boot } from "../boot";
import { debounce, h, type Child } from "../dom";
import { keep } from "../router";

export const FILTERS = [
  "words", "actor", "recipient", "type", "status", "min_origins", "outlet", "place", "since", "until", "bbox", "sort",
] as const;
export type FilterName = (typeof FILTERS)[number];

/** What the address asks for; what it does not know is left out. */
export function asked(query: URLSearchParams): Query {
  const found: Query = {};
  for (const name of FILTERS) {
    const value = query.get(name);
    if (value) found[name] = value;
  }
  return found;
}

/** The filters as they stand, and the address kept in step with them. */
export class Filters {
  private state: Query;
  private listeners: (() => void)[] = [];

  constructor(query: URLSearchParams) {
    this.state = asked(query);
  }

  get query(): Query {
    return { ...this.state };
  }

  get(name: FilterName): string {
    return String(this.state[name] ?? "");
  }

  /** Sets some and tells everybody, in the same turn. */
  set(change: Partial<Record<FilterName, string | null>>): void {
    const before = JSON.stringify(this.state);
    for (const [name, value] of Object.entries(change)) {
      if (value) this.state[name] = value;
      else delete this.state[name];
    }
    if (JSON.stringify(this.state) === before) return;
    const params = new URLSearchParams();
    for (const name of FILTERS) if (this.state[name]) params.set(name, String(this.state[name]));
    const text = params.toString();
    keep(text ? `${location.pathname}?${text}` : location.pathname);
    for (const then of this.listeners) then();
  }

  listen(then: () => void): void {
    this.listeners.push(then);
  }
}

type Option = [value: string, words: string];

/** One or no value of a list. */
function choice(filters: Filters, name: FilterName, label: string, options: readonly Option[], all: string): HTMLElement {
  const current = filters.get(name);
  const known = options.some(([v]) => v === current) || !current;
  const select = h("select", { value: current, onchange: (e: Event) => filters.set({ [name]: (e.target as HTMLSelectElement).value }) },
    h("option", { value: "" }, all),
    options.map(([value, words]) => h("option", { value }, words)),
    known ? null : h("option", { value: current }, current));
  filters.listen(() => {
    if (select.value !== filters.get(name)) select.value = filters.get(name);
  });
  return h("label", { class: "field" }, h("span", null, label), select);
}

function field(filters: Filters, name: FilterName, label: string, props: Record<string, string>): HTMLElement {
  const tell = debounce((value: string) => filters.set({ [name]: value.trim() }), 120);
  const input = h("input", {
    type: "text", autocomplete: "off", ...props, value: filters.get(name),
    oninput: (e: Event) => tell((e.target as HTMLInputElement).value),
  });
  filters.listen(() => {
    if (document.activeElement !== input && input.value !== filters.get(name)) input.value = filters.get(name);
  });
  return h("label", { class: "field" }, h("span", null, label), input);
}

const TYPES: Option[] = Object.entries(boot.types ?? {}).map(([code, t]) => [code, `${t.words} (${code})`]);
const STATUSES: Option[] = Object.entries(boot.status ?? {}).map(([code, [sign, words]]) => [code, `${sign} ${words}`]);
const COUNTS: Option[] = [1, 2, 3, 5].map((n) => [String(n), `${n} or more`]);

/** The form of all filters. */
export function filterForm(filters: Filters, extra: Child = null): HTMLElement {
  const clear = h("button", {
    type: "button", class: "plain",
    onclick: () => filters.set(Object.fromEntries(FILTERS.map((f) => [f, null]))),
  }, "Clear filters");
  const more = h("details", { class: "more", open: ["recipient", "outlet", "place", "since", "until"].some((f) => filters.get(f as FilterName)) },
    h("summary", null, "More filters"),
    h("div", { class: "fields" },
      field(filters, "recipient", "Recipient", { placeholder: "name or code" }),
      field(filters, "outlet", "Outlet", { placeholder: "name" }),
      field(filters, "place", "Place", { placeholder: "name" }),
      field(filters, "since", "From day", { type: "date" }),
      field(filters, "until", "To day", { type: "date" }), clear));
  return h("form", { class: "filters", role: "search", "aria-label": "Filters", onsubmit: (e: Event) => e.preventDefault() },
    h("div", { class: "fields" },
      field(filters, "words", "Words", { type: "search", placeholder: "in the evidence" }),
      field(filters, "actor", "Actor", { placeholder: "name or code, as ETH" }),
      choice(filters, "type", "Kind of act", TYPES, "any"),
      choice(filters, "status", "Status", STATUSES, "any"),
      choice(filters, "min_origins", "Origins", COUNTS, "any"), extra),
    more);
}
