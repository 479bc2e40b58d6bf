// Lists that go on: the next rows are asked for and put below, and what was there stays.
import { get, type Query } from "../api";
import { announce, h, type Child } from "../dom";

export interface Paged<T> {
  rows: T[];
  next: string | null;
}

/** A list with a "More" button. `item` makes a row's element; `around`: what holds the list, as a table its body. */
export function paged<T>(path: string, query: Query, first: Paged<T>, list: HTMLElement, item: (row: T) => HTMLElement, around: HTMLElement = list): Child {
  if (!first.next) return around;
  let next: string | null = first.next;
  const button = h("button", { type: "button" }, "More");
  const say = h("span", { role: "status" });
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const more: Paged<T> = await get(path, { ...query, after: next });
      const made = more.rows.map(item);
      list.append(...made);
      announce(`${made.length} more`);
      (made[0]?.querySelector("a") as HTMLElement | null)?.focus();
      next = more.next;
      if (!next) button.remove();
      say.textContent = next ? "" : "That is all.";
    } catch (error) {
      say.textContent = error instanceof Error ? error.message : "That did not work.";
    } finally {
      button.disabled = false;
    }
  });
  return [around, h("div", { class: "paging" }, button, say)];
}
