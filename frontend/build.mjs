// Builds what browsers get. One classic script and one stylesheet per view, no source maps, nothing that
// depends on the machine or the day: CI builds again and compares byte for byte.
//
//   node build.mjs           writes ../static/public/scenario.js and scenario.css
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
const sizeLimit = 20 * 1024;

async function bundle() {
  await build({
    ...common,
    entryPoints: { scenario: "src/scenario.ts" },
    outfile: join(out, "scenario.js"),
    format: "iife",
    minify: true,
    target: browsers,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  await build({
    ...common,
    entryPoints: { scenario: "styles/scenario.css" },
    outfile: join(out, "scenario.css"),
    minify: true,
    target: browsers,
  });
  const sizes = ["scenario.js", "scenario.css"].map((name) => {
    const bytes = gzipSync(readFileSync(join(out, name)), { level: 9 }).length;
    console.log(`${name}: ${bytes} bytes gzipped`);
    return bytes;
  });
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  console.log(`together: ${total} of at most ${sizeLimit}`);
  if (total > sizeLimit) throw new Error("The learner's bundle is over its limit.");
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
