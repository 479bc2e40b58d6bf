// The text of a report cut wherever evidence starts or ends, each piece marked with what lies on it.
import { h, type Child } from "../dom";
import type { Claim, Reading, Span } from "../types";

type Kind = "t" | "e" | "s" | "k" | "w";

interface Mark {
  start: number;
  end: number;
  kind: Kind;
  claim: string | null;
  status: Claim["status"] | null;
}

function marksOf(claim: Claim): Mark[] {
  const mark = (span: Span | null | undefined, kind: Kind): Mark[] =>
    span ? [{ start: span.start, end: span.end, kind, claim: claim.id, status: kind === "t" ? claim.status : null }] : [];
  return [
    ...mark(claim.trigger, "t"),
    ...[...claim.actors, ...claim.recipients, ...claim.objects, ...claim.quantities].flatMap((s) => mark(s, "e")),
    ...claim.chain.flatMap((l) => [...mark(l.source, "s"), ...mark(l.cue, "k")]),
    ...mark(claim.time?.span, "e"), ...mark(claim.place?.span, "e"),
  ];
}

/** The text in paragraphs. `asked`: code points that a link points at. */
export function markedText(reading: Reading, asked: [number, number] | null): HTMLElement {
  const points = Array.from(reading.report.text);
  const marks = [...reading.claims.flatMap(marksOf), ...reading.warnings.map((w): Mark => ({ start: w.start, end: w.end, kind: "w", claim: null, status: null }))]
    .filter((m) => m.start >= 0 && m.end <= points.length && m.start < m.end);
  const cuts = new Set([0, points.length]);
  for (const m of marks) cuts.add(m.start).add(m.end);
  if (asked) cuts.add(Math.min(asked[0], points.length)).add(Math.min(asked[1], points.length));
  const sorted = [...cuts].sort((a, b) => a - b);
  const opening = new Map<number, Mark[]>();
  for (const m of marks) opening.set(m.start, [...(opening.get(m.start) ?? []), m]);
  let open: Mark[] = [];
  const paragraphs: Child[][] = [[]];
  sorted.slice(0, -1).forEach((start, i) => {
    const end = sorted[i + 1] ?? points.length;
    open = [...open.filter((m) => m.end > start), ...(opening.get(start) ?? [])];
    const here = asked !== null && start >= asked[0] && end <= asked[1];
    points.slice(start, end).join("").split("\n\n").forEach((part, n) => {
      if (n) paragraphs.push([]);
      if (part) paragraphs.at(-1)?.push(piece(part, open, here));
    });
  });
  return h("div", { class: "text", lang: reading.report.language }, paragraphs.filter((p) => p.length).map((p) => h("p", { dir: "auto" }, p)));
}

function piece(text: string, open: readonly Mark[], asked: boolean): Child {
  if (!open.length && !asked) return text;
  const claims = [...new Set(open.flatMap((m) => (m.claim ? [m.claim] : [])))];
  const status = open.find((m) => m.status)?.status;
  const classes = [...new Set(open.map((m) => m.kind)), status ?? "", asked ? "asked lit" : ""].filter(Boolean).join(" ");
  const trigger = open.find((m) => m.kind === "t");
  return h("span", { class: classes, "data-c": claims.length ? claims.join(" ") : null, "data-opens": trigger?.claim ?? null }, text);
}

/** Hovering or focusing a claim lights its words; hovering words lights their claims; a click goes to the claim. */
export function light(root: HTMLElement): void {
  const lit = (ids: readonly string[], on: boolean) => {
    for (const el of root.querySelectorAll<HTMLElement>("[data-c]")) {
      if (ids.some((id) => (el.dataset.c ?? "").split(" ").includes(id))) el.classList.toggle("lit", on);
    }
    for (const el of root.querySelectorAll<HTMLElement>("[data-claim-card]")) {
      if (ids.includes(el.dataset.claimCard ?? "")) el.classList.toggle("lit", on);
    }
  };
  const idsOf = (target: EventTarget | null): string[] => {
    const el = (target as Element | null)?.closest?.<HTMLElement>("[data-claim-card], [data-c]");
    return el ? [el.dataset.claimCard ?? "", ...(el.dataset.c ?? "").split(" ")].filter(Boolean) : [];
  };
  for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]] as const) {
    root.addEventListener(type, (e) => lit(idsOf(e.target), on));
  }
  root.addEventListener("click", (e) => {
    const word = (e.target as Element | null)?.closest<HTMLElement>("[data-c]");
    const id = word?.dataset.opens ?? word?.dataset.c?.split(" ")[0];
    if (!id) return;
    const card = document.getElementById(`claim-${id}`);
    card?.scrollIntoView({ block: "center" });
    card?.focus({ preventScroll: true });
  });
}
