// The desk: pages by address, a theme, keys. Each page's script is loaded when it is first shown.
import { boot } from "./boot";
import { h } from "./dom";
import { listenKeys } from "./keys";
import { go, listen, route, show } from "./router";
import { listenTheme } from "./theme";

route("/", "/", async () => (await import("./pages/today")).today);
route("/map", "/map", async () => (await import("./pages/map")).map);
route("/events", "/events", async () => (await import("./pages/events")).events);
route("/events/:id", "/events", async () => (await import("./pages/event")).event);
route("/reports", "/reports", async () => (await import("./pages/reports")).reports);
route("/reports/:id", "/reports", async () => (await import("./pages/report")).report);
route("/actors/:id", "/events", async () => (await import("./pages/actor")).actor);
route("/sources", "/sources", async () => (await import("./pages/sources")).sources);
route("/sources/:id", "/sources", async () => (await import("./pages/source")).source);
route("/disputes", "/disputes", async () => (await import("./pages/disputes")).disputes);
route("/search", "/search", async () => (await import("./pages/search")).search);
route("/add", "/add", async () => (await import("./pages/add")).add);
route("/try", "/try", async () => (await import("./pages/try")).tryApi);

const form = document.getElementById("find") as HTMLFormElement | null;
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = (form.elements.namedItem("q") as HTMLInputElement).value.trim();
  if (words) go(`/search?q=${encodeURIComponent(words)}`);
});

document.querySelector("footer.foot")?.append(
  h("span", null, `OnRecord ${boot.version}`),
  h("span", null, `Record: ${boot.record}`),
  h("span", null, "A claim is what somebody says, not what we vouch for."),
  h("a", { href: "/try" }, "API"),
  h("span", null, "Place data: GeoNames (CC BY 4.0), Natural Earth. Event types: PLOVER 0.8."),
);
listenTheme();
listenKeys();
listen();
void show();
