// Builds what browsers get. One classic script and one stylesheet per view, no source maps, nothing that
// depends on the machine or the day: CI builds again and compares byte for byte.
//
//   node build.mjs           writes a script and a stylesheet for each view into ../static/public
//   node build.mjs --tests   bundles tests/**/*.test.ts into .tests/ for node's own test runner
//   node build.mjs --drive FOLDER   bundles tests/editor/drive-editor.ts into FOLDER, for the Python tests that ask the editor's own store

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "public");

const common = {
  absWorkingDir: here,
  bundle: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "none",
  sourcemap: false,
  logLevel: "warning",
};

// Old office computers: what Chrome 97, Firefox 98 and Safari 15.4 (spring 2022) understand.
const browsers = ["chrome97", "firefox98", "safari15.4"];
// What one view may weigh, script and styles together, gzipped.
const views = {
  scenario: { script: "src/player/scenario.entry.ts", style: "styles/player/scenario.css", limit: 20 * 1024 },
  editor: { script: "src/editor/editor.entry.ts", style: "styles/editor/editor.css", limit: 120 * 1024 },
  author: { script: "src/editor/author-card/author.entry.ts", style: "styles/editor/author.css", limit: 40 * 1024 },
  panel: { script: "src/panel/panel.entry.ts", style: "styles/panel/panel.css", limit: 40 * 1024 },
  asks: { script: "src/reflection/debrief-prompts.entry.ts", style: "styles/reflection/asks.css", limit: 12 * 1024 },
  reflection: {
    script: "src/reflection/reflection.entry.ts",
    style: "styles/reflection/reflection.css",
    limit: 20 * 1024,
  },
  "reflection-editor": {
    script: "src/editor/form-editor/reflection-editor.entry.ts",
    style: "styles/editor/reflection-editor.css",
    limit: 60 * 1024,
  },
  continuum: { script: "src/continuum/continuum.entry.ts", style: "styles/continuum/continuum.css", limit: 20 * 1024 },
  "continuum-editor": {
    script: "src/editor/form-editor/continuum-editor.entry.ts",
    style: "styles/editor/continuum-editor.css",
    limit: 60 * 1024,
  },
};

// A module that runs in a worker is bundled on its own and given to its importer as text: the platform serves us one script.
const workers = {
  name: "workers",
  setup(building) {
    building.onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice("worker:".length)),
      namespace: "worker",
    }));
    building.onLoad({ filter: /.*/, namespace: "worker" }, async ({ path }) => {
      const { outputFiles } = await build({
        ...common,
        entryPoints: [path],
        write: false,
        format: "iife",
        minify: true,
        target: browsers,
      });
      return { contents: outputFiles[0].text, loader: "text" };
    });
  },
};

async function bundle() {
  for (const [name, parts] of Object.entries(views)) await view(name, parts);
}

async function view(name, { script, style, limit }) {
  await build({
    ...common,
    entryPoints: { [name]: script },
    plugins: [workers],
    outfile: join(out, `${name}.js`),
    format: "iife",
    minify: true,
    target: browsers,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  await build({
    ...common,
    entryPoints: { [name]: style },
    outfile: join(out, `${name}.css`),
    minify: true,
    target: browsers,
  });
  const sizes = [`${name}.js`, `${name}.css`].map(
    (file) => gzipSync(readFileSync(join(out, file)), { level: 9 }).length,
  );
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  console.log(`${name}: ${sizes.join(" + ")} = ${total} bytes gzipped, of at most ${limit}`);
  if (total > limit) throw new Error(`The bundle "${name}" is over its limit.`);
}

async function tests() {
  rmSync(join(here, ".tests"), { recursive: true, force: true });
  const names = readdirSync(join(here, "tests"), { recursive: true }).filter((name) => /\.test\.tsx?$/.test(name));
  await forNode(
    Object.fromEntries(names.map((name) => [name.replaceAll("/", "-").replace(/\.tsx?$/, ""), `tests/${name}`])),
    ".tests",
  );
}

async function forNode(entryPoints, outdir) {
  await build({
    ...common,
    entryPoints,
    plugins: [workers],
    outdir,
    outExtension: { ".js": ".mjs" },
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["happy-dom", "node:*"],
  });
}

const drive = process.argv.indexOf("--drive");
await (drive >= 0
  ? forNode({ "drive-editor": "tests/editor/drive-editor.ts" }, process.argv[drive + 1])
  : process.argv.includes("--tests")
    ? tests()
    : bundle());
