// A PNG of a part of the page: its elements and the page's own style sheets, drawn by the browser as one SVG image.
// Nothing is asked of anybody: the SVG holds all it shows. The page is written down as it stands and not cloned, since the
// content security policy would take the inline styles off a clone.

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

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}

/** What is drawn on a canvas is no text: an image takes its place. */
function still(canvas: HTMLCanvasElement): string {
  if (!canvas.width) return "";
  const style = `${canvas.style.cssText};width:${canvas.clientWidth}px;height:${canvas.clientHeight}px`;
  return `<img alt="" class="${escaped(canvas.className)}" style="${escaped(style)}" src="${canvas.toDataURL("image/png")}"/>`;
}

/** The element as XHTML, canvases as images, fields with what was typed. */
function written(el: HTMLElement): string {
  for (const field of el.querySelectorAll("input")) {
    field.setAttribute("value", field.value);
    field.toggleAttribute("checked", field.checked);
  }
  const canvases = [...el.querySelectorAll("canvas")];
  canvases.forEach((canvas, i) => canvas.setAttribute("data-still", String(i)));
  const xhtml = new XMLSerializer().serializeToString(el);
  for (const canvas of canvases) canvas.removeAttribute("data-still");
  return xhtml.replace(/<canvas\b[^>]*?data-still="(\d+)"[^>]*?(?:\/>|>.*?<\/canvas>)/gs, (_, i: string) => {
    const canvas = canvases[Number(i)];
    return canvas ? still(canvas) : "";
  });
}

export async function picture(el: HTMLElement): Promise<Blob> {
  const scale = Math.min(2, window.devicePixelRatio || 1);
  const width = Math.ceil(el.scrollWidth);
  const height = Math.min(Math.ceil(el.scrollHeight), 12_000);
  const theme = document.documentElement.dataset.theme ?? "light";
  const html =
    `<html xmlns="http://www.w3.org/1999/xhtml" data-theme="${theme}"><head><style>${escaped(rules())}</style></head>` +
    `<body class="${escaped(document.body.className)}">${written(el)}</body></html>`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<foreignObject x="0" y="0" width="${width}" height="${height}">${html}</foreignObject></svg>`;
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
