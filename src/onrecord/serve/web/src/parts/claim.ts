// A claim: the act in plain words, on whose word, its figures, and the sentence that proves it.
import { boot, countryName, toward, typeWords } from "../boot";
import { foreign, h, type Child } from "../dom";
import { interval } from "../time";
import type { Actor, Claim, Link, Quantity, Span } from "../types";
import { hedge, pill } from "./status";

function who(actors: readonly Actor[]): Child {
  return actors.map((a, i) => [
    i ? ", " : null,
    h("span", { title: a.why ?? null }, foreign(a.name ?? a.text)),
    a.country && countryName(a.country) !== a.name ? h("abbr", { class: "code", title: countryName(a.country) }, ` ${a.country}`) : null,
  ]);
}

/** "Air strike by Ethiopia against Eritrea: 40 drones": names the act, never states it. */
export function headline(claim: Claim): HTMLElement {
  const words = typeWords(claim.type, claim.mode);
  return h("span", { class: `headline ${claim.status}` },
    hedge(claim.status), words.charAt(0).toUpperCase() + words.slice(1),
    claim.actors.length ? [" by ", who(claim.actors)] : null,
    claim.recipients.length ? [` ${toward(claim.type)} `, who(claim.recipients)] : null,
    claim.objects.length ? [": ", foreign(claim.objects.map((o) => o.text).join(", "))] : null);
}

/** PLOVER and CAMEO codes, small, for who wants them. */
export function codes(claim: Claim): HTMLElement {
  return h("span", { class: "codes" },
    `${claim.type}${claim.mode ? ` ${claim.mode}` : ""}${claim.cameo ? ` · CAMEO ${claim.cameo}` : ""} · ${claim.factuality}`);
}

/** The chain, outermost first: outlet, whom it cites, whom those cite. */
export function chain(publisher: string | null, links: readonly Link[], claim?: string): HTMLElement {
  const step = (name: Child, does: string, span?: Span | null) =>
    h("li", span && claim ? { "data-claim": claim, "data-start": span.start, "data-end": span.end } : null, h("em", null, name), " ", does);
  return h("ol", { class: "chain", "aria-label": "On whose word" },
    step(foreign(publisher ?? "this report"), "reported"),
    links.map((l) => l.source === null ? step("somebody quoted", boot.stances[l.stance] ?? l.stance, l.cue) :
      step([foreign(l.source?.text ?? ""), l.source?.name && !l.source.text.toLowerCase().includes(l.source.name.toLowerCase())
        ? [" [", foreign(l.source.name), "]"] : null], boot.stances[l.stance] ?? l.stance, l.source)));
}

/** "37 or more killed". */
export function figure(q: Quantity): Child {
  const n = (v: number) => v.toLocaleString();
  const role = boot.roles[q.role] ?? q.role;
  let read = "";
  if (q.low !== null && q.high !== null) read = q.low === q.high ? n(q.low) : `${n(q.low)} to ${n(q.high)}`;
  else if (q.low !== null) read = `${n(q.low)} or more`;
  else if (q.high !== null) read = `up to ${n(q.high)}`;
  else if (q.value !== null) read = `about ${n(q.value)}`;
  return [foreign(q.text), ` (${role}${read ? `: ${read}` : ""})`];
}

/** The sentence with the words that name the act set off. */
export function quote(claim: Claim): HTMLElement {
  const { sentence, trigger } = claim;
  const text = Array.from(sentence.text);
  const a = trigger.start - sentence.start;
  const b = trigger.end - sentence.start;
  const inside = a >= 0 && b <= text.length && b > a;
  return h("blockquote", { dir: "auto" },
    inside ? ["“", text.slice(0, a).join(""), h("b", null, text.slice(a, b).join("")), text.slice(b).join(""), "”"]
      : ["“", sentence.text, "”"]);
}

/** All of a claim as a card. `event`: a link to the event it belongs to. */
export function claimCard(claim: Claim, publisher: string | null, more: Child = null): HTMLElement {
  return h("article", { class: `claim ${claim.status}`, id: `claim-${claim.id}`, "data-claim-card": claim.id, tabindex: 0 },
    h("div", { class: "event-head" }, pill(claim.status, claim.status_why), codes(claim)),
    h("h3", null, headline(claim)),
    chain(publisher, claim.chain, claim.id),
    quote(claim),
    h("dl", null,
      claim.quantities.length ? [h("dt", null, "figures"), h("dd", null, claim.quantities.map((q, i) => [i ? "; " : null, figure(q)]))] : null,
      claim.time ? [h("dt", null, "when"), h("dd", null, interval(claim.time), " (", foreign(claim.time.span.text), ")")] : null,
      claim.place ? [h("dt", null, "where"), h("dd", null, foreign(claim.place.name ?? claim.place.span.text),
        claim.place.precision ? ` (${claim.place.precision})` : null)] : null,
      h("dt", null, "why this status"), h("dd", null, claim.status_why)),
    more);
}
