// Times for people: in the reader's own zone, with the original words on hover.
import { h } from "./dom";

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat(undefined, {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});
const HOUR = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether only the day is known: then there is no zone to turn it into. */
function isDay(iso: string): boolean {
  return !iso.includes("T");
}

/** Milliseconds of a day or moment, `null` for what is neither. */
export function millis(iso: string | null | undefined): number | null {
  if (!iso) return null;
  const at = Date.parse(isDay(iso) && /^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T00:00:00Z` : iso);
  return Number.isNaN(at) ? null : at;
}

export function dayWords(iso: string): string {
  const at = millis(iso);
  return at === null ? iso : DAY.format(at);
}

/** "31 Oct 2025" or "31 Oct 2025, 19:34". */
export function momentWords(iso: string): string {
  const at = millis(iso);
  if (at === null) return iso;
  return isDay(iso) ? DAY.format(at) : MOMENT.format(at);
}

/** A `<time>` in the reader's zone; its title is how it was given. */
export function moment(iso: string | null | undefined, unknown = "date unknown"): HTMLElement {
  if (!iso) return h("span", { class: "quiet" }, unknown);
  const title = isDay(iso) ? `${iso} (only the day is known)` : `${iso} as given; shown in ${ZONE}`;
  return h("time", { datetime: iso, title }, momentWords(iso));
}

export function hourWords(iso: string): string {
  const at = millis(iso);
  return at === null || isDay(iso) ? "" : HOUR.format(at);
}

export interface Interval {
  start: string | null;
  end: string | null;
  precision: string | null;
}

/** An interval with its precision: "10–31 Oct 2025 (week)". Never narrower than what is known. */
export function interval(time: Interval | null | undefined): HTMLElement {
  if (!time || (!time.start && !time.end)) return h("span", { class: "quiet" }, "time unknown");
  const { start, end, precision } = time;
  const words =
    start && end && start.slice(0, 10) !== end.slice(0, 10)
      ? `${dayWords(start.slice(0, 10))} – ${dayWords(end.slice(0, 10))}`
      : momentWords(start ?? end ?? "");
  const exact = precision === null || precision === "day" || precision === "time";
  const title = `${start ?? "…"} to ${end ?? "…"}, known to the ${precision ?? "day"}`;
  return h("span", { class: "interval", title }, words, exact ? null : h("span", { class: "precision" }, ` to the ${precision}`));
}
