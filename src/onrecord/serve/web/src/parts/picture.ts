// A PNG of a part of the page: its elements and the page's own style sheets, drawn by the browser as one SVG image.
// Nothing is asked of anybody: the SVG holds all it shows.

function rules(): string {
  let text = "";
  for (const sheet of document.styleSheets) {
    try {
      for (const rule of sheet.cssRules) if (!(rule instanceof CSSMediaRule && rule.conditionText.includes("print"))) text += `${rule.cssText}\n`;
    } catch {
      // a sheet of an extension, which the page may not read
    }
  }
  return text;
}

/** What is drawn on a canvas is in no clone: an image takes its place. */
function still(from: HTMLElement, to: HTMLElement): void {
  const drawn = from.querySelectorAll("canvas");
  to.querySelectorAll("canvas").forEach((canvas, i) => {
    const source = drawn[i];
    if (!source?.width) return;
    const img = document.createElement("img");
    img.src = source.toDataURL("image/png");
    img.setAttribute("style", source.style.cssText);
    img.className = source.className;
    img.style.width = `${source.clientWidth}px`;
    img.style.height = `${source.clientHeight}px`;
    canvas.replaceWith(img);
  });
}

/** What a person has typed or ticked is no attribute yet. */
function filled(from: HTMLElement, to: HTMLElement): void {
  const fields = from.querySelectorAll<HTMLInputElement>("input, textarea");
  to.querySelectorAll<HTMLInputElement>("input, textarea").forEach((field, i) => {
    const source = fields[i];
    if (!source) return;
    field.setAttribute("value", source.value);
    if (source.checked) field.setAttribute("checked", "");
  });
}

export async function picture(el: HTMLElement): Promise<Blob> {
  const scale = Math.min(2, window.devicePixelRatio || 1);
  const width = Math.ceil(el.scrollWidth);
  const height = Math.min(Math.ceil(el.scrollHeight), 12_000);
  const clone = el.cloneNode(true) as HTMLElement;
  still(el, clone);
  filled(el, clone);
  const html = document.createElement("html");
  for (const [name, value] of Object.entries(document.documentElement.dataset)) html.dataset[name] = value ?? "";
  const style = document.createElement("style");
  style.textContent = rules();
  const body = document.createElement("body");
  body.append(clone);
  html.append(style, body);
  const xhtml = new XMLSerializer().serializeToString(html);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<foreignObject x="0" y="0" width="${width}" height="${height}">${xhtml}</foreignObject></svg>`;
  const img = new Image();
  img.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await img.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser gives no canvas");
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(scale, scale);
  pen.drawImage(img, 0, 0);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("it could not be written"))), "image/png");
  });
}
