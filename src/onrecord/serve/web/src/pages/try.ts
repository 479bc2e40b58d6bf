// The API, tried from here: every operation of the OpenAPI document with its parameters, and what it answers.
import { get } from "../api";
import { boot } from "../boot";
import { fill, h, type Child } from "../dom";
import { head } from "../parts/head";
import type { Page } from "../router";

interface Schema { type?: string | string[]; enum?: unknown[]; default?: unknown; oneOf?: Schema[]; format?: string }
interface Parameter { name: string; in: string; required?: boolean; description?: string; schema?: Schema }
interface Operation { summary?: string; description?: string; parameters?: Parameter[]; requestBody?: unknown }
interface Document { info: { title: string; version: string }; openapi: string; paths: Record<string, Record<string, Operation>> }

function kind(schema: Schema | undefined): string {
  if (!schema) return "";
  if (schema.enum) return schema.enum.filter((v) => v !== null).join(" | ");
  if (schema.oneOf) return schema.oneOf.map(kind).filter((k) => k && k !== "null").join(" | ");
  return [schema.type].flat().filter((t) => t && t !== "null").join(" | ");
}

function operation(path: string, verb: string, op: Operation): HTMLElement {
  const out = h("pre", { tabindex: 0, "aria-label": "Answer", hidden: true });
  const inputs = (op.parameters ?? []).filter((p) => p.in === "query" || p.in === "path").map((p) => {
    const input = h("input", { type: "text", name: p.name, placeholder: kind(p.schema) });
    return { p, input };
  });
  const body = op.requestBody ? h("textarea", { rows: 5, "aria-label": "Body, JSON" }, "{}") : null;
  const send = async () => {
    let address = path;
    const query = new URLSearchParams();
    for (const { p, input } of inputs) {
      if (p.in === "path") address = address.replace(new RegExp(`\\{${p.name}(:[^}]*)?\\}`), encodeURIComponent(input.value));
      else if (input.value) query.set(p.name, input.value);
    }
    const text = query.toString();
    const init: RequestInit = { method: verb.toUpperCase(), headers: { accept: "application/json" } };
    if (verb !== "get") init.headers = { accept: "application/json", "content-type": "application/json", "x-onrecord-token": boot.token ?? "" };
    if (body) init.body = body.value;
    const began = performance.now();
    const answer = await fetch(text ? `${address}?${text}` : address, init);
    const said = await answer.text();
    let shown = said;
    try {
      shown = JSON.stringify(JSON.parse(said), null, 1);
    } catch {
      // CSV, or nothing
    }
    out.hidden = false;
    fill(out, `${answer.status} ${answer.statusText} · ${(performance.now() - began).toFixed(0)} ms · ${answer.headers.get("content-type") ?? ""}\n\n${shown.slice(0, 20_000)}${shown.length > 20_000 ? "\n…" : ""}`);
  };
  return h("details", { class: "op" },
    h("summary", null, h("span", { class: `verb ${verb}` }, verb.toUpperCase()), h("code", null, path), h("span", { class: "quiet" }, op.summary ?? "")),
    h("div", null, op.description ? h("p", null, op.description) : null,
      h("div", { class: "fields" }, inputs.map(({ p, input }) => h("label", { class: "field", title: p.description ?? null }, h("span", null, p.name, p.required ? " (needed)" : ""), input))),
      body, h("p", null, h("button", { type: "button", onclick: () => void send() }, "Try it")), out));
}

export const tryApi: Page = async ({ signal }) => {
  const doc = await get<Document>("/api/openapi.json", {}, signal);
  const rows: Child[] = Object.entries(doc.paths).flatMap(([path, verbs]) => Object.entries(verbs).map(([verb, op]) => operation(path, verb, op)));
  return {
    title: "API",
    body: [head("API", [`OpenAPI ${doc.openapi}: `, h("a", { href: "/api/openapi.json" }, "/api/openapi.json"), ". Errors come in one shape, lists in pages, and every answer has an ETag."]), rows],
  };
};
