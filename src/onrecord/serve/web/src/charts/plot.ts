// Observable Plot as the build has it: without its inline style sheet, which the content security policy would stop.
import * as Plot from "@observablehq/plot";

/** A drawing with class `plot`, which our own sheet styles. */
export function draw(options: Plot.PlotOptions): SVGElement | HTMLElement {
  const made = Plot.plot({ className: "plot", ...options });
  for (const desc of made.querySelectorAll("desc")) desc.remove();
  // the drawing is one image with one name; names on its groups, which have no role, are none
  for (const g of made.querySelectorAll("g[aria-label], g[aria-description]")) {
    g.removeAttribute("aria-label");
    g.removeAttribute("aria-description");
  }
  return made;
}

export { Plot };
