// Runs before the first paint, so that nobody who asked for dark is shown light.
const kept = localStorage.getItem("onrecord.theme");
const dark = kept ? kept === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset.theme = dark ? "dark" : "light";
export {};
