// Add: drop files or paste a text, and watch them being read.
import { get, post, postFile } from "../api";
import { announce, count, fill, foreign, h, type Child } from "../dom";
import { head, section } from "../parts/head";
import { reportHref } from "../parts/report";
import type { Page } from "../router";
import type { AddedItem, Adding } from "../types";

const WORDS: Record<Adding["state"], string> = {
  waiting: "Waiting for its turn", reading: "Reading", linking: "Linking to events", done: "Done", failed: "Failed",
};
const OUTCOMES: Record<AddedItem["outcome"], string> = { read: "read", copy: "a copy of what is on record", unchanged: "already on record", rejected: "not read" };

function item(i: AddedItem): HTMLElement {
  return h("li", null, i.report ? h("a", { href: reportHref(i.report) }, foreign(i.title ?? i.path)) : foreign(i.title ?? i.path),
    h("p", { class: "facts" }, OUTCOMES[i.outcome], i.outcome === "read" ? `, ${count(i.claims, "claim")}` : null, i.detail ? `: ${i.detail}` : null));
}

function progress(a: Adding): Child {
  const bar = h("i");
  bar.style.setProperty("--done", `${a.state === "done" ? 100 : a.inputs ? Math.round((100 * a.done) / (a.inputs + 1)) : 5}%`);
  return [
    h("p", null, h("b", null, WORDS[a.state]), a.message ? `: ${a.message}` : ` · ${a.done} of ${count(a.inputs, "report")}`),
    h("div", { class: "meter", role: "progressbar", "aria-label": "Progress", "aria-valuemin": 0, "aria-valuemax": Math.max(a.inputs, 1), "aria-valuenow": a.done }, bar),
    h("ul", { class: "notes" }, a.items.map(item)),
  ];
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export const add: Page = async ({ signal }) => {
  const out = h("div", { id: "adding" }, h("p", { class: "quiet" }, "What you add appears here as it is read."));
  const watch = async (first: Adding) => {
    let now = first;
    fill(out, progress(now));
    while (now.state !== "done" && now.state !== "failed" && !signal.aborted) {
      await pause(300);
      now = await get<Adding>(`/api/add/${now.id}`, {}, signal);
      fill(out, progress(now));
    }
    announce(`${WORDS[now.state]}. ${count(now.items.length, "report")}.`);
  };
  const run = (start: Promise<Adding>) => {
    start.then(watch).catch((error: unknown) => {
      if (!signal.aborted) fill(out, h("p", { class: "empty", role: "alert" }, error instanceof Error ? error.message : "That did not work."));
    });
  };
  const files = async (list: readonly File[]) => {
    for (const file of list) await postFile<Adding>("/api/add/file", { name: file.name }, file).then(watch);
  };
  const take = (list: FileList | null | undefined) => {
    if (list?.length) files([...list]).catch((error: unknown) => fill(out, h("p", { class: "empty", role: "alert" }, error instanceof Error ? error.message : "That did not work.")));
  };
  return { title: "Add", body: [head("Add reports", "They are read on this machine and nowhere else. Adding the same report twice changes nothing."), h("div", { class: "adding" }, h("div", null, section("Paste a report", pasteForm(run)), section("Drop files", dropZone(take))), section("Being read", out))] };
};

function pasteForm(run: (start: Promise<Adding>) => void): HTMLElement {
  const text = h("textarea", { name: "text", required: true, placeholder: "The text as you copied it from the page" });
  const input = (name: string, placeholder: string, type = "text") => h("input", { name, type, placeholder, autocomplete: "off" });
  const title = input("title", "");
  const publisher = input("publisher", "as Harbour Post");
  const published = input("published", "as 2025-10-31");
  const url = input("url", "https://…", "url");
  return h("form", {
    id: "paste",
    onsubmit: (event: Event) => {
      event.preventDefault();
      const say = (el: HTMLInputElement) => el.value.trim() || null;
      run(post<Adding>("/api/add", { text: text.value, title: say(title), publisher: say(publisher), published: say(published), url: say(url) }));
    },
  },
  h("label", null, "Text", text),
  h("p", { class: "quiet" }, "What the text does not say itself:"),
  h("div", { class: "pair" }, h("label", null, "Headline", title), h("label", null, "Publisher", publisher), h("label", null, "Published", published), h("label", null, "Address", url)),
  h("button", { class: "primary" }, "Read it"));
}

function dropZone(take: (list: FileList | null | undefined) => void): HTMLElement {
  const input = h("input", { type: "file", multiple: true, id: "files", class: "sr", onchange: (e: Event) => take((e.target as HTMLInputElement).files) });
  const zone = h("div", { class: "drop" },
    h("p", null, "Drop text, HTML, JSON Lines, feeds or web archives here."),
    h("button", { type: "button", onclick: () => input.click() }, "Choose files"), h("label", { class: "sr", for: "files" }, "Files"), input);
  const over = (on: boolean) => (e: Event) => {
    e.preventDefault();
    zone.classList.toggle("over", on);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (e) => {
    over(false)(e);
    take((e as DragEvent).dataTransfer?.files);
  });
  return zone;
}
