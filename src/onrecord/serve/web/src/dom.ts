// Making elements. Text only ever enters as text nodes and attributes: no markup of a report can come alive here.

export type Child = Node | string | number | null | undefined | false | Child[];
type Handler = (event: never) => unknown;
export type Props = Record<string, string | number | boolean | null | undefined | Handler>;

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "indeterminate", "multiple", "hidden", "open"]);

/** An address that may stand in a link: our own pages, or http(s). Anything else, such as `javascript:`, is no link. */
export function safeHref(href: string): string | null {
  if (/^[/?#](?![/\\])/.test(href) || href === "/") return href;
  try {
    const url = new URL(href);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

function set(el: Element, name: string, value: Props[string]): void {
  if (value === null || value === undefined || value === false) {
    if (PROPERTIES.has(name)) (el as unknown as Record<string, unknown>)[name] = value ?? (name === "value" ? "" : false);
    return;
  }
  if (typeof value === "function") {
    if (!name.startsWith("on")) throw new TypeError(`a function is no attribute: ${name}`);
    el.addEventListener(name.slice(2).toLowerCase(), value as unknown as EventListener);
    return;
  }
  if (name === "style" || name.startsWith("on")) throw new TypeError(`never from text: ${name}`);
  if (name === "href" || name === "src") {
    const safe = safeHref(String(value));
    if (safe) el.setAttribute(name, safe);
    return;
  }
  if (PROPERTIES.has(name)) (el as unknown as Record<string, unknown>)[name] = value;
  else el.setAttribute(name, value === true ? "" : String(value));
}

function add(el: Element | DocumentFragment, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(el, child);
    else el.append(child instanceof Node ? child : String(child));
  }
}

/** An HTML element. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props | null = null,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  // children first: a select takes its value only once its options are there
  add(el, children);
  for (const [name, value] of Object.entries(props ?? {})) set(el, name, value);
  return el;
}

/** An SVG element. */
export function s(tag: string, props: Props | null = null, ...children: Child[]): SVGElement {
  const el = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props ?? {})) set(el, name, value);
  add(el, children);
  return el;
}

/** Several nodes as one. */
export function fragment(...children: Child[]): DocumentFragment {
  const made = document.createDocumentFragment();
  add(made, children);
  return made;
}

/** Words from a report, isolated so that their direction cannot turn the words around them. */
export function foreign(text: string | null | undefined, language?: string | null): HTMLElement {
  return h("bdi", { dir: "auto", lang: language ?? null }, text ?? "");
}

/** Replaces all that is in `el`. */
export function fill(el: Element, ...children: Child[]): void {
  el.replaceChildren();
  add(el, children);
}

/** Calls `then` once, `wait` ms after the last call. */
export function debounce<A extends unknown[]>(then: (...args: A) => void, wait: number): (...args: A) => void {
  let timer = 0;
  return (...args) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => then(...args), wait);
  };
}

/** Says it to those who listen, without moving them. */
export function announce(words: string): void {
  const live = document.getElementById("live");
  if (live) live.textContent = words;
}

/** "1 report", "2 reports". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`;
}
