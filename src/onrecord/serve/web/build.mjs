// Bundles src/ into ../static: scripts split by page, one style sheet each, the map's worker, the world, a manifest.
// Every file has its content's hash in its name and a gzip copy beside it, so the server only ever sends files.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

function copy(from, ext) {
  const content = readFileSync(join(here, "node_modules", from));
  const name = `${basename(from).replace(/\.[^.]+$/, "")}-${createHash("sha256").update(content).digest("hex").slice(0, 8)}.${ext}`;
  writeFileSync(join(out, name), content);
  return name;
}

const worker = copy("maplibre-gl/dist/maplibre-gl-worker.mjs", "js");
const world = copy("world-atlas/countries-50m.json", "json");

// Observable Plot writes a style element into each drawing, which the content security policy would stop: our own sheet
// says the same. If Plot changes that line, the build stops here rather than the pages there.
const plain = {
  name: "plot-without-style",
  setup({ onLoad }) {
    onLoad({ filter: /@observablehq[\\/]plot[\\/]src[\\/]plot\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (source.split('svg.append("style")').length !== 2) throw new Error("Plot no longer writes its style where it did");
      return { contents: source.replace('svg.append("style")', 'svg.append("desc")'), loader: "js" };
    });
  },
};

const result = await build({
  plugins: [plain],
  absWorkingDir: here,
  entryPoints: { main: "src/main.ts", style: "src/style/main.css", map: "node_modules/maplibre-gl/dist/maplibre-gl.css" },
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["chrome110", "firefox115", "safari16"],
  minify: true,
  metafile: true,
  legalComments: "eof",
  logLevel: "warning",
  define: { WORKER_FILE: JSON.stringify(worker), WORLD_FILE: JSON.stringify(world) },
  loader: { ".svg": "dataurl" },
});

// the theme is set before anything is drawn, by a small script of its own
const early = await build({
  absWorkingDir: here, entryPoints: { early: "src/early.ts" }, entryNames: "[name]-[hash]", outdir: out, bundle: true,
  format: "iife", target: ["chrome110", "firefox115", "safari16"], minify: true, metafile: true, logLevel: "warning",
});

const files = {};
for (const [path, made] of Object.entries({ ...result.metafile.outputs, ...early.metafile.outputs })) {
  if (made.entryPoint) files[basename(path).replace(/-[^-]*\.(js|css)$/, ".$1")] = basename(path);
}
writeFileSync(join(out, "manifest.json"), JSON.stringify({ ...files, worker, world }, null, 1));
for (const name of readdirSync(out)) {
  if (name !== "manifest.json") writeFileSync(join(out, `${name}.gz`), gzipSync(readFileSync(join(out, name)), { level: 9, mtime: 0 }));
}
