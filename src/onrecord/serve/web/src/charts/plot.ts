// Observable Plot as the build has it: without its inline style sheet, which the content security policy would stop.
import * as Plot from "@observablehq/plot";

/** A drawing with class `plot`, which our own sheet styles. */
export function draw(options: Plot.PlotOptions): SVGElement | HTMLElement {
  const made = Plot.plot({ className: "plot", ...options });
  for (const desc of made.querySelectorAll("desc")) desc.remove();
  return made;
}

export { Plot };
