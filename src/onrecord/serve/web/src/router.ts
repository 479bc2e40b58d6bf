// Pages by address. A page is a function that returns what to show; leaving it stops what it still asks for.
import { announce, fill, h, type Child } from "./dom";
import { ApiError } from "./api";

export interface Visit {
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  signal: AbortSignal;
  /** Called when the page is left. */
  leave(then: () => void): void;
}

export interface Shown {
  title: string;
  body: Child;
  /** Called once the body stands in the document, for what must be measured. */
  ready?: () => void;
}

export type Page = (visit: Visit) => Promise<Shown>;

const routes: { pattern: RegExp; names: string[]; page: () => Promise<Page>; nav: string }[] = [];
let abort = new AbortController();
let leaving: (() => void)[] = [];
let shownPath = "";

/** `/events/:id` shows what `page` loads; `nav` is the entry of the menu that is then current. */
export function route(path: string, nav: string, page: () => Promise<Page>): void {
  const names: string[] = [];
  const pattern = path.replace(/:(\w+)/g, (_, name: string) => {
    names.push(name);
    return "([^/]+)";
  });
  routes.push({ pattern: new RegExp(`^${pattern}$`), names, page, nav });
}

/** Goes to an address of this desk. */
export function go(href: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  void show();
}

/** Changes the address without showing anything anew: the filters are the address. */
export function keep(href: string): void {
  history.replaceState(null, "", href);
}

function trouble(error: unknown): Shown {
  const missing = error instanceof ApiError && error.status === 404;
  const words = error instanceof Error ? error.message : String(error);
  return {
    title: missing ? "Not in this record" : "That did not work",
    body: h("section", { class: "empty", role: "alert" },
      h("h1", { tabindex: -1 }, missing ? "Not in this record" : "That did not work"),
      h("p", null, words),
      h("p", null, h("a", { href: "/" }, "Back to today"))),
  };
}

/** Shows the page of the current address. */
export async function show(): Promise<void> {
  abort.abort();
  for (const then of leaving) then();
  leaving = [];
  abort = new AbortController();
  const mine = abort;
  const url = new URL(location.href);
  const found = routes.map((r) => ({ r, m: r.pattern.exec(url.pathname) })).find((x) => x.m);
  const main = document.getElementById("main") as HTMLElement;
  main.setAttribute("aria-busy", "true");
  for (const a of document.querySelectorAll("nav.pages a")) {
    if (found && a.getAttribute("href") === found.r.nav) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
  let shown: Shown;
  try {
    if (!found?.m) throw new ApiError(404, "not_found", "There is no page at this address.");
    const params = Object.fromEntries(found.r.names.map((n, i) => [n, decodeURIComponent(found.m?.[i + 1] ?? "")]));
    const page = await found.r.page();
    shown = await page({
      path: url.pathname, params, query: url.searchParams, signal: mine.signal, leave: (then) => leaving.push(then),
    });
  } catch (error) {
    if (mine.signal.aborted) return;
    shown = trouble(error);
  }
  if (mine.signal.aborted) return;
  fill(main, shown.body);
  main.setAttribute("aria-busy", "false");
  document.title = `${shown.title} · OnRecord`;
  if (shownPath && shownPath !== url.pathname) {
    window.scrollTo(0, 0);
    (main.querySelector("h1") as HTMLElement | null)?.focus({ preventScroll: true });
    announce(shown.title);
  }
  shownPath = url.pathname;
  shown.ready?.();
  document.documentElement.dataset.shown = `${url.pathname}${url.search}`;
}

/** Links of this desk are followed without loading the page anew. */
export function listen(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const a = (event.target as Element | null)?.closest?.("a");
    if (!a || a.target || a.hasAttribute("download") || a.origin !== location.origin) return;
    if (a.pathname.startsWith("/api/") || a.pathname.startsWith("/static/")) return;
    if (a.pathname === location.pathname && a.search === location.search && a.hash) return;
    event.preventDefault();
    go(a.pathname + a.search + a.hash);
  });
  window.addEventListener("popstate", () => void show());
}

