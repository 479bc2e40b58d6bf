// Light or dark: as the system asks until the reader says otherwise.
type Theme = "light" | "dark";

const KEY = "onrecord.theme";
const asked = window.matchMedia("(prefers-color-scheme: dark)");

function stored(): Theme | null {
  const value = localStorage.getItem(KEY);
  return value === "light" || value === "dark" ? value : null;
}

/** The theme now shown. */
export function theme(): Theme {
  return stored() ?? (asked.matches ? "dark" : "light");
}

function apply(): void {
  document.documentElement.dataset.theme = theme();
  document.getElementById("theme")?.setAttribute("aria-pressed", String(theme() === "dark"));
  window.dispatchEvent(new Event("onrecord:theme"));
}

/** The value of a colour of the style sheet, for what is drawn rather than styled. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Calls `then` whenever the theme changes; returns how to stop that. */
export function onTheme(then: () => void): () => void {
  window.addEventListener("onrecord:theme", then);
  return () => window.removeEventListener("onrecord:theme", then);
}

export function listenTheme(): void {
  apply();
  asked.addEventListener("change", apply);
  document.getElementById("theme")?.addEventListener("click", () => {
    localStorage.setItem(KEY, theme() === "dark" ? "light" : "dark");
    apply();
  });
}
