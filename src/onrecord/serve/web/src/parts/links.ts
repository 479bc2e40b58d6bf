// Why claims are taken to be of one event, reason by reason; and a person's word against it, which can be undone.
import { get, post } from "../api";
import { announce, count, fill, foreign, h, type Child } from "../dom";
import { go } from "../router";
import { moment } from "../time";
import type { ClaimRow, EventView, Judged, Judgement, LinkView, PairScore } from "../types";
import { headline } from "./claim";
import { table } from "./head";

const BY = "onrecord.by";

/** Who judges: written once, kept in this browser. Decisions are signed. */
const signed = () => document.getElementById("signed") as HTMLInputElement | null;

function signature(): HTMLElement {
  return h("label", { class: "field signed" }, h("span", null, "Your name, under what you decide"),
    h("input", { id: "signed", type: "text", autocomplete: "name", value: localStorage.getItem(BY) ?? "",
      onchange: (e: Event) => localStorage.setItem(BY, (e.target as HTMLInputElement).value.trim()) }));
}

async function judge(a: string, b: string, same: boolean, say: HTMLElement): Promise<void> {
  const by = signed()?.value.trim() ?? "";
  if (!by) {
    say.textContent = "Write your name above first.";
    signed()?.focus();
    return;
  }
  try {
    const kept = await post<Judged>("/api/judgements", { a, b, same, by });
    announce(same ? "Kept: the same event." : "Kept: not the same event.");
    go(`/events/${encodeURIComponent(kept.events[0] ?? "")}`);
  } catch (error) {
    say.textContent = error instanceof Error ? error.message : "That did not work.";
  }
}

async function undo(j: Judgement, say: HTMLElement): Promise<void> {
  try {
    const kept = await post<Judged>(`/api/judgements/${j.id}/undo`, {});
    announce("Undone.");
    go(`/events/${encodeURIComponent(kept.events[0] ?? "")}`);
  } catch (error) {
    say.textContent = error instanceof Error ? error.message : "That did not work.";
  }
}

function reasons(pair: PairScore): HTMLElement {
  const row = (f: PairScore["features"][number]): Child[] => [
    f.name.replace(/_/g, " "), f.value.toFixed(2), f.weight.toFixed(2), (f.value * f.weight).toFixed(2),
    f.a ? foreign(f.a) : "", f.b ? foreign(f.b) : "",
  ];
  return h("div", { class: "reasons" }, table("Reasons for this link", ["Reason", "Found", "Weight", "Adds", "In the first", "In the second"],
    pair.features.map(row)));
}

function pairItem(pair: PairScore, claims: ReadonlyMap<string, ClaimRow>): HTMLElement {
  const say = h("span", { class: "disputed", role: "status" });
  const name = (id: string): Child => {
    const c = claims.get(id);
    return c ? [headline(c.claim), h("span", { class: "quiet" }, " (", foreign(c.publisher ?? "unknown"), ")")] : id;
  };
  return h("li", { "data-pair": `${pair.a}|${pair.b}` },
    h("p", null, name(pair.a), " ", h("b", null, "with"), " ", name(pair.b)),
    h("div", { class: "event-head" }, h("span", { class: "chip", title: "log odds: the sum of what each reason adds" }, `score ${pair.score.toFixed(1)}`),
      h("button", { type: "button", onclick: () => void judge(pair.a, pair.b, false, say) }, "Not the same"), say),
    h("details", null, h("summary", null, `Why (${count(pair.features.length, "reason")})`), reasons(pair)));
}

function judgementItem(j: Judgement): HTMLElement {
  const say = h("span", { class: "disputed", role: "status" });
  return h("li", null, h("b", null, j.same ? "The same" : "Not the same"), ", says ", foreign(j.by), ", ", moment(j.at),
    j.why ? [": ", foreign(j.why)] : null, " ",
    j.undone ? h("span", { class: "quiet" }, "undone ", moment(j.undone))
      : h("button", { type: "button", onclick: () => void undo(j, say) }, "Undo"), say);
}

/** Reasons and judgements of an event. */
export async function links(view: EventView, signal: AbortSignal): Promise<Child> {
  const id = view.account.event.id;
  const seen = await get<LinkView>(`/api/events/${encodeURIComponent(id)}/links`, {}, signal);
  const claims = new Map(view.claims.map((c) => [c.claim.id, c]));
  const list = h("ul", { class: "notes" });
  const few = 12;
  fill(list, seen.pairs.slice(0, few).map((p) => pairItem(p, claims)));
  const more = seen.pairs.length > few ? h("button", {
    type: "button", onclick: (e: Event) => {
      list.append(...seen.pairs.slice(few).map((p) => pairItem(p, claims)));
      (e.currentTarget as HTMLElement).remove();
    },
  }, `All ${seen.pairs.length} links`) : null;
  return [
    view.claims.length < 2 ? h("p", { class: "quiet" }, "One claim alone: nothing was linked.") : signature(), list, more,
    seen.judgements.length ? [h("h3", null, "What people decided"), h("ul", { class: "notes", id: "judgements" }, seen.judgements.map(judgementItem))] : null,
  ];
}
