// What a later version of a page changed: sentences, and the claims that vanished, changed or came.
import { get } from "../api";
import { foreign, h, type Child } from "../dom";
import type { ChangedClaim, Difference, Piece } from "../types";
import { headline } from "./claim";
import { reportLink } from "./report";
import { pill } from "./status";

function piece(p: Piece): HTMLElement | null {
  if (p.kind === "same") return null;
  return h("li", null, p.before ? h("del", { dir: "auto" }, p.before) : null, p.before && p.after ? " " : null, p.after ? h("ins", { dir: "auto" }, p.after) : null);
}

function changed(c: ChangedClaim): HTMLElement {
  const words = { vanished: "No longer claimed", changed: "Now claimed otherwise", new: "Newly claimed" }[c.kind];
  const one = (claim: ChangedClaim["before"]): Child => (claim ? [pill(claim.status), " ", headline(claim)] : null);
  return h("li", null, h("b", null, words, ": "), one(c.before), c.before && c.after ? h("b", null, " then ") : null, one(c.after));
}

/** The older first, whichever way they were asked for. */
export async function difference(report: string, other: string): Promise<Child> {
  const d = await get<Difference>(`/api/reports/${encodeURIComponent(report)}/difference`, { other });
  const pieces = d.pieces.map(piece).filter((p) => p !== null);
  return [
    h("h3", null, "From ", reportLink(d.before), " to ", reportLink(d.after)),
    d.claims.length ? h("ul", { class: "notes", id: "changed-claims" }, d.claims.map(changed)) : h("p", { class: "quiet" }, "No claim vanished or changed."),
    pieces.length ? h("ul", { class: "diff" }, pieces) : h("p", { class: "quiet" }, foreign("The sentences are the same.")),
  ];
}
