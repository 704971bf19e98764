// Builds what browsers get. One classic script and one stylesheet per view, no source maps, nothing that
// depends on the machine or the day: CI builds again and compares byte for byte.
//
//   node build.mjs           writes a script and a stylesheet for each view into ../static/public
//   node build.mjs --tests   bundles tests/*.test.ts(x) into .tests/ for node's own test runner

import { build } from "esbuild";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

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
  scenario: { script: "src/scenario.ts", limit: 20 * 1024 },
};

async function bundle() {
  for (const [name, { script, limit }] of Object.entries(views)) await view(name, script, limit);
}

async function view(name, script, limit) {
  await build({
    ...common,
    entryPoints: { [name]: script },
    outfile: join(out, `${name}.js`),
    format: "iife",
    minify: true,
    target: browsers,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  await build({
    ...common,
    entryPoints: { [name]: `styles/${name}.css` },
    outfile: join(out, `${name}.css`),
    minify: true,
    target: browsers,
  });
  const sizes = [`${name}.js`, `${name}.css`].map((file) => gzipSync(readFileSync(join(out, file)), { level: 9 }).length);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  console.log(`${name}: ${sizes.join(" + ")} = ${total} bytes gzipped, of at most ${limit}`);
  if (total > limit) throw new Error(`The bundle "${name}" is over its limit.`);
}

async function tests() {
  rmSync(join(here, ".tests"), { recursive: true, force: true });
  const names = readdirSync(join(here, "tests")).filter((name) => /\.test\.tsx?$/.test(name));
  await build({
    ...common,
    entryPoints: names.map((name) => `tests/${name}`),
    outdir: ".tests",
    outExtension: { ".js": ".mjs" },
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["happy-dom", "node:*"],
  });
}

await (process.argv.includes("--tests") ? tests() : bundle());
