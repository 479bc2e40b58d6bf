// An event named in a line: sign, hedge, title, when, where, origins. No view names one in another way.
import { countryName, toward, typeWords } from "../boot";
import { count, foreign, h, type Child } from "../dom";
import { interval, moment } from "../time";
import type { EventRow, Party } from "../types";
import { hedge, origins, pill } from "./status";

/** Address of an event's page. */
export function eventHref(id: string): string {
  return `/events/${encodeURIComponent(id)}`;
}

/** Title that never states what is only possible, planned or denied. */
export function eventTitle(event: { id: string; title: string; status: string }, linked = true): HTMLElement {
  const inner = [hedge(event.status), foreign(event.title)];
  return linked
    ? h("a", { class: `title ${event.status}`, href: eventHref(event.id) }, inner)
    : h("span", { class: `title ${event.status}` }, inner);
}

/** A party: name, then its country; leads to its page where it is known by an id. */
export function party(p: Party): HTMLElement {
  const name = [foreign(p.name), p.country && countryName(p.country) !== p.name
    ? h("abbr", { class: "code", title: countryName(p.country) }, ` ${p.country}`) : null];
  return p.id || p.name ? h("a", { class: "party", href: `/actors/${encodeURIComponent(p.id ?? p.name)}` }, name) : h("span", { class: "party" }, name);
}

export function parties(list: readonly Party[]): Child {
  return list.map((p, i) => [i ? ", " : null, party(p), p.accused ? h("em", { class: "accused" }, " (accused)") : null]);
}

/** One event as an item of a list. */
export function eventItem(event: EventRow): HTMLElement {
  return h("li", { class: `event ${event.status}`, "data-row": true, "data-id": event.id },
    h("div", { class: "event-head" }, pill(event.status, event.status_why), origins(event.origins),
      event.disputes ? h("span", { class: "disputed" }, count(event.disputes, "dispute")) : null),
    h("h3", null, eventTitle(event)),
    event.actors.length || event.recipients.length ? h("p", { class: "who" }, event.actors.length ? ["by ", parties(event.actors)] : null,
      event.actors.length && event.recipients.length ? " · " : null,
      event.recipients.length ? [`${toward(event.type)} `, parties(event.recipients)] : null) : null,
    h("p", { class: "facts" },
      h("span", { title: `${event.type}${event.mode ? ` ${event.mode}` : ""}` }, typeWords(event.type, event.mode)), " · ",
      interval(event.time), " · ",
      event.place ? foreign(event.place.name) : h("span", { class: "quiet" }, "place unknown"), " · ",
      count(event.reports, "report"), ", last ", moment(event.last_published)));
}

/** A list of events, or what to do where there is none. */
export function eventList(events: readonly EventRow[], empty: Child): HTMLElement {
  return events.length ? h("ol", { class: "events" }, events.map(eventItem)) : h("div", { class: "empty" }, empty);
}
