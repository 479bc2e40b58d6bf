// Status and origins: they stand wherever an event is named.
import { boot } from "../boot";
import { count, h } from "../dom";

/** Sign and word of a status, told apart by shape and word as well as colour. */
export function pill(status: string, why?: string | null): HTMLElement {
  const [sign, words] = boot.status[status] ?? ["?", status];
  return h("span", { class: `pill ${status}`, title: why ?? null },
    h("span", { class: "sign", "aria-hidden": "true" }, sign), words);
}

export interface Origins {
  low: number;
  high: number;
  why?: string[];
}

/** "3 origins", "2–4 origins", "no origin": how many independent roots stand behind an event. */
export function originWords(o: Origins): string {
  if (!o.high) return "no origin asserts it";
  return o.low === o.high ? count(o.low, "origin") : `${o.low}–${o.high} origins`;
}

/** The headline number, with one dot an origin: full ones are sure, open ones may be the same as another. */
export function origins(o: Origins): HTMLElement {
  const shown = Math.min(o.high, 6);
  const dots = Array.from({ length: shown }, (_, i) => h("i", { class: i < o.low ? "sure" : "maybe" }));
  const title = ["Independent origins: the roots its reports rest on, copies and citations folded away.", ...(o.why ?? [])];
  return h("span", { class: "origins", title: title.join("\n") },
    h("span", { class: "dots", "aria-hidden": "true" }, dots), h("span", null, originWords(o)));
}

/** The word that stands before a title which is no fact. */
export function hedge(status: string): HTMLElement | null {
  if (status === "occurred" || status === "ongoing") return null;
  const words: Record<string, string> = {
    possible: "Said to be possible:", denied: "Denied or did not happen:", planned: "Planned:",
  };
  return h("span", { class: `hedge ${status}` }, words[status] ?? `${status}:`, " ");
}
