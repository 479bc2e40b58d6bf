// Every view can be taken along: CSV, JSON, a picture of itself, paper, a link that brings it back.
import { address, type Query } from "../api";
import { announce, h } from "../dom";
import { picture } from "./picture";

function download(name: string, href: string): void {
  const a = document.createElement("a");
  a.href = href;
  a.download = name;
  document.body.append(a);
  a.click();
  a.remove();
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    announce("The link to this view is copied.");
  } catch {
    window.prompt("The link to this view:", location.href);
  }
}

/** The row of buttons of a view. `path` and `query` are where its data come from. */
export function tools(name: string, path: string, query: () => Query = () => ({})): HTMLElement {
  const data = (format: string) => async (event: Event) => {
    event.preventDefault();
    download(`${name}.${format}`, address(path, { ...query(), format }));
  };
  const say = h("span", { class: "quiet", role: "status" });
  const shoot = async (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement;
    button.disabled = true;
    try {
      const made = URL.createObjectURL(await picture(document.getElementById("main") as HTMLElement));
      download(`${name}.png`, made);
      window.setTimeout(() => URL.revokeObjectURL(made), 10_000);
      say.textContent = "";
    } catch (error) {
      say.textContent = `No picture: ${error instanceof Error ? error.message : "it failed"}`;
    } finally {
      button.disabled = false;
    }
  };
  return h("div", { class: "tools", role: "group", "aria-label": "Take this view along" },
    h("button", { type: "button", onclick: data("csv") }, "CSV"),
    h("button", { type: "button", onclick: data("json") }, "JSON"),
    h("button", { type: "button", onclick: shoot }, "Picture"),
    h("button", { type: "button", onclick: () => window.print() }, "Print"),
    h("button", { type: "button", onclick: () => void copyLink() }, "Copy link"),
    say);
}
