// The keyboard for everything. Single keys can be turned off, since speech input types them by accident.
import { h } from "./dom";
import { go } from "./router";

const OFF = "onrecord.keys";
const PAGES: Record<string, [string, string]> = {
  t: ["/", "today"], m: ["/map", "map and timeline"], e: ["/events", "events"], r: ["/reports", "reports"],
  s: ["/sources", "sources"], d: ["/disputes", "disputes"], a: ["/add", "add reports"],
};
let waiting = false;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Moves through what the page lists, row by row. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("main [data-row], main [data-claim-card]")]
    .map((row) => (row.matches("[data-claim-card]") ? row : row.querySelector<HTMLElement>("a, button")))
    .filter((x): x is HTMLElement => x !== null && x.offsetParent !== null);
  const at = links.findIndex((x) => x === document.activeElement || x.contains(document.activeElement));
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function help(): void {
  const known = document.getElementById("keys") as HTMLDialogElement | null;
  if (known) return known.showModal();
  const off = localStorage.getItem(OFF) === "off";
  const row = (keys: string[], does: string) => [h("dt", null, keys.map((k, i) => [i ? " " : null, h("kbd", null, k)])), h("dd", null, does)];
  const dialog: HTMLDialogElement = h("dialog", { id: "keys", "aria-labelledby": "keys-title" },
    h("h2", { id: "keys-title" }, "Keys"),
    h("dl", null,
      row(["/"], "search"), Object.entries(PAGES).map(([k, [, words]]) => row(["g", k], words)),
      row(["j"], "next in the list"), row(["k"], "the one before"), row(["Enter"], "open it"),
      row(["?"], "this help"), row(["Esc"], "close, or leave a field")),
    h("p", null, h("label", null, h("input", {
      type: "checkbox", checked: !off,
      onchange: (e: Event) => localStorage.setItem(OFF, (e.target as HTMLInputElement).checked ? "on" : "off"),
    }), " Single keys are on")),
    h("button", { type: "button", onclick: () => dialog.close() }, "Close"));
  document.body.append(dialog);
  dialog.showModal();
}

export function listenKeys(): void {
  document.getElementById("help")?.addEventListener("click", help);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) return (event.target as HTMLElement).blur();
    if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return;
    if (localStorage.getItem(OFF) === "off" || document.querySelector("dialog[open]")) return;
    const key = event.key;
    const page = waiting ? PAGES[key] : undefined;
    waiting = !waiting && key === "g";
    if (page) go(page[0]);
    else if (key === "/") (document.querySelector("#find input") as HTMLElement | null)?.focus();
    else if (key === "?") help();
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else return;
    event.preventDefault();
  });
}
