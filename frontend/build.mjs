// Builds the files that browsers get: one classic script and one stylesheet per view, without source maps. The output
// depends on neither machine nor date: CI builds again and compares byte for byte.
//
//   node build.mjs                  write the scripts, stylesheets and LICENSES.txt into ../static/public
//   node build.mjs --tests          bundle tests/**/*.test.ts into .tests/ for node's test runner
//   node build.mjs --drive FOLDER   bundle tests/**/drive-*.ts into FOLDER: programs that the Python tests run

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "public");

const common = {
  absWorkingDir: here,
  bundle: true,
  // Smaller than the automatic runtime, which would add functions of its own. It stands here, not as esbuild's option `jsx`:
  // that one gives way to the "jsx" of tsconfig.json, which is the type checker's.
  tsconfigRaw: {
    compilerOptions: {
      jsx: "react",
      jsxFactory: "h",
      jsxFragmentFactory: "Fragment",
      target: "ES2020",
      strict: true,
      verbatimModuleSyntax: true,
    },
  },
  inject: ["src/ui/jsx.ts"],
  charset: "utf8",
  legalComments: "none",
  sourcemap: false,
  logLevel: "warning",
};

// Old office computers: the syntax of Chrome 97, Firefox 98 and Safari 15.4 (spring 2022).
const browsers = ["chrome97", "firefox98", "safari15.4"];
// Entry points of each view, and of what a view loads later, and the largest size of script and stylesheet together, gzipped,
// in bytes. One that draws itself does without Preact.
const views = {
  scenario: { script: "src/player/scenario.entry.ts", style: "styles/player/scenario.css", limit: 22784 },
  drill: {
    script: "src/drill/drill.entry.ts",
    style: "styles/drill/drill.css",
    limit: 22784,
    // A drill is a scenario's page with other phases. They are exchanged here, so that a conversation's first view carries
    // nothing of it.
    instead: { "src/player/phases.tsx": "src/drill/phases.tsx" },
  },
  editor: {
    script: "src/editor/editor.entry.ts",
    style: "styles/editor/editor.css",
    limit: 120 * 1024,
    init: "PowerStruggleEditor",
    parts: {
      map: {
        script: "src/editor/map/map.entry.ts",
        style: "styles/editor/map.css",
        own: ["src/editor/map/", "src/ui/map/"],
        limit: 48 * 1024,
      },
    },
  },
  // Without JSX: the pane is made by the text editor.
  write: {
    script: "src/editor/write/write.entry.ts",
    style: "styles/editor/write.css",
    limit: 120 * 1024,
    drawsItself: true,
  },
  author: { script: "src/editor/author-card/author.entry.ts", style: "styles/editor/author.css", limit: 40 * 1024 },
  panel: { script: "src/panel/panel.entry.ts", style: "styles/panel/panel.css", limit: 40 * 1024 },
  listening: { script: "src/listening/listening.entry.ts", drawsItself: true, limit: 6 * 1024 },
  "debrief-prompts": {
    script: "src/reflection/debrief-prompts.entry.ts",
    style: "styles/reflection/debrief-prompts.css",
    limit: 12 * 1024,
  },
  rehearsal: { script: "src/rehearsal/rehearsal.entry.ts", style: "styles/player/rehearsal.css", limit: 14 * 1024 },
  "second-look": { script: "src/rehearsal/second-look/second-look.entry.ts", limit: 4 * 1024, drawsItself: true },
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
  continuum: { script: "src/continuum/continuum.entry.ts", style: "styles/continuum/continuum.css", limit: 21 * 1024 },
  "continuum-editor": {
    script: "src/editor/form-editor/continuum-editor.entry.ts",
    style: "styles/editor/continuum-editor.css",
    limit: 60 * 1024,
  },
};

// Stylesheets that a page loads after its first view, and their largest size, gzipped, in bytes.
const laterStyles = { debrief: { style: "styles/player/debrief.css", limit: 3072 } };

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

/** Return the plugin that takes other modules in the place of some, by their paths. */
function exchange(instead) {
  return {
    name: "exchange",
    setup(building) {
      building.onLoad({ filter: /\.tsx$/ }, ({ path }) => {
        const other = instead[relative(here, path)];
        if (!other) return undefined;
        return { contents: `export * from "${join(here, other)}";`, loader: "tsx", resolveDir: here };
      });
    },
  };
}

// A part of a view is a script that the view loads when it is opened. It holds the modules of its own folders; all others
// it takes from the view that is on the page already, which leaves them at its init function. So there is one of each.
const sharedModules = (init) => `window.${init}.shared`;

/** Return what makes a part take modules that are not its own from the view; their names are added to `needed`. */
function takeFromView(init, own, needed) {
  return {
    name: "take-from-view",
    setup(building) {
      building.onResolve({ filter: /.*/ }, async ({ path, resolveDir, kind, pluginData }) => {
        if (kind === "entry-point" || pluginData === "resolved" || path.startsWith("worker:")) return;
        const found = await building.resolve(path, { resolveDir, kind, pluginData: "resolved" });
        if (found.errors.length) return found;
        const name = relative(here, found.path);
        if (own.some((folder) => name.startsWith(folder))) return found;
        const shared = path.startsWith(".") ? name : path;
        needed.add(shared);
        return { path: shared, namespace: "view" };
      });
      building.onLoad({ filter: /.*/, namespace: "view" }, ({ path }) => ({
        contents: `module.exports = ${sharedModules(init)}[${JSON.stringify(path)}]`,
      }));
    },
  };
}

/** Return what adds to a view's script the modules that its parts need. */
function giveToParts(init, script, needed) {
  const names = [...needed].sort();
  const address = (name) => JSON.stringify(name.startsWith("src/") ? `./${name}` : name);
  const contents = [
    `import "./${script}";`,
    ...names.map((name, index) => `import * as shared${index} from ${address(name)};`),
    // A page may run the script twice; the first one's view is on the page.
    `${sharedModules(init)} ??= { ${names.map((name, index) => `${JSON.stringify(name)}: shared${index}`).join(", ")} };`,
  ].join("\n");
  return {
    name: "give-to-parts",
    setup(building) {
      building.onResolve({ filter: /^with-parts$/ }, () => ({ path: script, namespace: "with-parts" }));
      building.onLoad({ filter: /.*/, namespace: "with-parts" }, () => ({ contents, resolveDir: here }));
    },
  };
}

// A script that a page loads when it is used brings its stylesheet along as text, so that it comes in one request.
const ownStyles = {
  name: "own-styles",
  setup(building) {
    building.onResolve({ filter: /^style:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice("style:".length)),
      namespace: "style",
    }));
    building.onLoad({ filter: /.*/, namespace: "style" }, async ({ path }) => ({
      contents: await stylesheet("own", path),
      loader: "text",
    }));
  },
};

/** Build all views and the licenses of the bundled packages. */
async function buildViews() {
  for (const [name, parts] of Object.entries(views)) await buildView(name, parts);
  for (const [name, { style, limit }] of Object.entries(laterStyles)) {
    await buildStyle(name, style);
    checkSize(name, ["css"], limit);
  }
  writeFileSync(join(out, "LICENSES.txt"), licenses());
}

/** Build script and stylesheet of one view and of its parts; fail when they are too large. */
async function buildView(name, { script, style, limit, init, drawsItself = false, instead = {}, parts = {} }) {
  const needed = new Set();
  for (const [part, { own, ...files }] of Object.entries(parts)) {
    await buildScript(part, files.script, { plugins: [workers, takeFromView(init, own, needed)] });
    await buildStyle(part, files.style);
    checkSize(part, ["js", "css"], files.limit);
  }
  if (needed.size) await buildScript(name, "with-parts", { plugins: [workers, giveToParts(init, script, needed)] });
  else
    await buildScript(name, script, {
      plugins: [workers, ownStyles, exchange(instead)],
      inject: drawsItself ? [] : common.inject,
    });
  if (style) await buildStyle(name, style);
  checkSize(name, style ? ["js", "css"] : ["js"], limit);
}

/** Build one script. */
async function buildScript(name, script, { plugins, inject = common.inject }) {
  const result = await build({
    ...common,
    inject,
    minify: true,
    target: browsers,
    entryPoints: { [name]: script },
    plugins,
    outfile: join(out, `${name}.js`),
    metafile: true,
    format: "iife",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  notePackages(result);
}

/** Build one stylesheet. */
async function buildStyle(name, style) {
  writeFileSync(join(out, `${name}.css`), await stylesheet(name, style));
}

/** Return the text of one built stylesheet. */
async function stylesheet(name, style) {
  const minified = { ...common, inject: [], minify: true, target: browsers };
  const styles = await build({ ...minified, entryPoints: { [name]: style }, write: false });
  return outweighPlatform(styles.outputFiles[0].text);
}

/** Print the gzipped size of the files of a view; fail when they are too large. */
function checkSize(name, endings, limit) {
  const sizes = endings.map((ending) => gzipSync(readFileSync(join(out, `${name}.${ending}`)), { level: 9 }).length);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  console.log(`${name}: ${sizes.join(" + ")} = ${total} bytes gzipped, of at most ${limit}`);
  if (total > limit) throw new Error(`The bundle "${name}" is over its limit.`);
}

/**
 * Return a stylesheet in which each rule below `[data-ps]` weighs more than any rule of the platform without an id: the
 * platform's rules for bare elements name up to four classes. See docs/decisions/0020.
 */
function outweighPlatform(css) {
  return css.replaceAll("[data-ps]", "[data-ps]:not(#_)");
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
    ["tests/end-timers.ts"],
  );
}

/** Bundle modules for node, with `first` in front of each. */
async function bundleForNode(entryPoints, outdir, first = []) {
  await build({
    ...common,
    inject: [...common.inject, ...first],
    entryPoints,
    plugins: [workers, ownStyles],
    outdir,
    outExtension: { ".js": ".mjs" },
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["happy-dom", "node:*"],
  });
}

/** Programs that the Python tests run. */
const drivers = {
  "drive-editor": "tests/editor/drive-editor.ts",
  "drive-script": "tests/editor/drive-script.ts",
  "drive-second-look": "tests/rehearsal/drive-second-look.ts",
};
const drive = process.argv.indexOf("--drive");
if (drive >= 0) await bundleForNode(drivers, process.argv[drive + 1]);
else if (process.argv.includes("--tests")) await bundleTests();
else await buildViews();
