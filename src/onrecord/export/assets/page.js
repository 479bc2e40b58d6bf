"use strict";
// Hovering or focusing a claim lights its words in the text; the boxes above the claims filter by status.
for (const article of document.querySelectorAll("article")) {
  const words = [...article.querySelectorAll("[data-c]")];
  const light = (id, on) => {
    for (const w of words) if (w.dataset.c.split(" ").includes(id)) w.classList.toggle("lit", on);
  };
  for (const card of article.querySelectorAll(".claim[data-id]")) {
    for (const start of ["mouseenter", "focusin"]) card.addEventListener(start, () => light(card.dataset.id, true));
    for (const end of ["mouseleave", "focusout"]) card.addEventListener(end, () => light(card.dataset.id, false));
  }
  for (const box of article.querySelectorAll(".filters input")) {
    box.addEventListener("change", () => {
      for (const card of article.querySelectorAll(".claim." + box.value)) card.classList.toggle("hidden", !box.checked);
    });
  }
}
