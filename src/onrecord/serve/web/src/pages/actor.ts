// Somebody: what they did, what was done to them, what they said and denied.
import { get } from "../api";
import { boot, countryName } from "../boot";
import { foreign, h, type Child } from "../dom";
import { claimItem } from "../parts/claimitem";
import { eventList } from "../parts/event";
import { head, section } from "../parts/head";
import { tools } from "../parts/tools";
import type { Page } from "../router";
import type { ActorView, ClaimRow } from "../types";

function said(rows: readonly ClaimRow[], empty: string): Child {
  return rows.length ? h("ol", { class: "events" }, rows.map(claimItem)) : h("p", { class: "quiet" }, empty);
}

export const actor: Page = async ({ params, signal }) => {
  const id = params.id ?? "";
  const path = `/api/actors/${encodeURIComponent(id)}`;
  const view = await get<ActorView>(path, {}, signal);
  const { actor: who } = view;
  const facts = [who.country ? countryName(who.country) : "", who.sector ? (boot.sectors[who.sector] ?? who.sector) : ""].filter(Boolean);
  return {
    title: who.name,
    body: [
      head(foreign(who.name), [facts.join(" · "), " ", h("span", { class: "codes" }, [who.country, who.sector].filter(Boolean).join(" "))],
        tools("onrecord-actor", path)),
      h("div", { class: "columns" },
        h("div", null,
          section("What they are said to have done", eventList(view.did, h("p", null, "No event on record has them as its actor."))),
          section("What is said to have been done to them", eventList(view.suffered, h("p", null, "No event on record has them as its recipient.")))),
        h("div", null,
          section("What they said", said(view.said, "No claim on record rests on their word.")),
          section("What they denied", said(view.denied, "No denial of theirs is on record.")))),
    ],
  };
};
