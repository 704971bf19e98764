// Builds the files that browsers get: one classic script and one stylesheet per view, without source maps. The output
// depends on neither machine nor date: CI builds again and compares byte for byte.
//
//   node build.mjs                  write the scripts, stylesheets and LICENSES.txt into ../static/public
//   node build.mjs --tests          bundle tests/**/*.test.ts into .tests/ for node's test runner
//   node build.mjs --drive FOLDER   bundle tests/editor/drive-editor.ts into FOLDER for the Python tests of the editor

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "public");

const common = {
  absWorkingDir: here,
  bundle: true,
  // Smaller than the automatic runtime, which would add functions of its own.
  jsx: "transform",
  jsxFactory: "h",
  jsxFragment: "Fragment",
  inject: ["src/ui/jsx.ts"],
  charset: "utf8",
  legalComments: "none",
  sourcemap: false,
  logLevel: "warning",
};

// Old office computers: the syntax of Chrome 97, Firefox 98 and Safari 15.4 (spring 2022).
const browsers = ["chrome97", "firefox98", "safari15.4"];
// Entry points of each view, and the largest size of script and stylesheet together, gzipped, in bytes.
const views = {
  scenario: { script: "src/player/scenario.entry.ts", style: "styles/player/scenario.css", limit: 20736 },
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

// Names of the npm packages in the bundles.
const bundledPackages = new Set();

/** Note the npm packages that a build has bundled. */
function notePackages({ metafile }) {
  for (const path of Object.keys(metafile.inputs)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    if (name) bundledPackages.add(name);
  }
}

// The platform serves one script per view, so modules that run in a worker are bundled separately and imported as text.
const workers = {
  name: "workers",
  setup(building) {
    building.onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice("worker:".length)),
      namespace: "worker",
    }));
    building.onLoad({ filter: /.*/, namespace: "worker" }, async ({ path }) => {
      const options = {
        inject: [],
        entryPoints: [path],
        write: false,
        metafile: true,
        format: "iife",
        minify: true,
        target: browsers,
      };
      const result = await build({ ...common, ...options });
      notePackages(result);
      return { contents: result.outputFiles[0].text, loader: "text" };
    });
  },
};

/** Build all views and the licenses of the bundled packages. */
async function buildViews() {
  for (const [name, parts] of Object.entries(views)) await buildView(name, parts);
  writeFileSync(join(out, "LICENSES.txt"), licenses());
}

/** Build script and stylesheet of one view; fail when they are too large. */
async function buildView(name, { script, style, limit }) {
  const minified = { ...common, minify: true, target: browsers };
  const result = await build({
    ...minified,
    entryPoints: { [name]: script },
    plugins: [workers],
    outfile: join(out, `${name}.js`),
    metafile: true,
    format: "iife",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  notePackages(result);
  await build({ ...minified, entryPoints: { [name]: style }, outfile: join(out, `${name}.css`) });
  const sizes = [`${name}.js`, `${name}.css`].map(
    (file) => gzipSync(readFileSync(join(out, file)), { level: 9 }).length,
  );
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  console.log(`${name}: ${sizes.join(" + ")} = ${total} bytes gzipped, of at most ${limit}`);
  if (total > limit) throw new Error(`The bundle "${name}" is over its limit.`);
}

/** Return the package.json of an npm package. */
function manifest(name) {
  return JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8"));
}

/** Return the names with those of all dependencies: a package's own file may contain parts of them. */
function withDependencies(names) {
  const found = new Set(names);
  for (const name of found)
    for (const dependency of Object.keys(manifest(name).dependencies ?? {})) found.add(dependency);
  return [...found].sort();
}

/** Return the licenses of all bundled packages, from the packages' own license files. */
function licenses() {
  const parts = withDependencies(bundledPackages).map((name) => {
    const { version, license } = manifest(name);
    const folder = join(here, "node_modules", name);
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((one) => join(folder, one)).find(existsSync);
    if (!file) throw new Error(`The bundled package "${name}" has no license file.`);
    return `${name} ${version} (${license})\n\n${readFileSync(file, "utf8").replace(/\r\n/g, "\n").trim()}\n`;
  });
  return ["The scripts in this folder contain parts of these packages.\n", ...parts].join(`\n${"-".repeat(80)}\n\n`);
}

/** Bundle all unit tests; the names of folders become part of the file names. */
async function bundleTests() {
  rmSync(join(here, ".tests"), { recursive: true, force: true });
  const names = readdirSync(join(here, "tests"), { recursive: true }).filter((name) => /\.test\.tsx?$/.test(name));
  await bundleForNode(
    Object.fromEntries(names.map((name) => [name.replaceAll("/", "-").replace(/\.tsx?$/, ""), `tests/${name}`])),
    ".tests",
  );
}

/** Bundle modules for node. */
async function bundleForNode(entryPoints, outdir) {
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
if (drive >= 0) await bundleForNode({ "drive-editor": "tests/editor/drive-editor.ts" }, process.argv[drive + 1]);
else if (process.argv.includes("--tests")) await bundleTests();
else await buildViews();
