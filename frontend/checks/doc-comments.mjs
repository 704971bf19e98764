// Checks that each exported definition has a doc comment with a description. Biome has no such rule.
//
//   node checks/doc-comments.mjs

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const sources = join(dirname(fileURLToPath(import.meta.url)), "..", "src");
const definition =
  /^export (?:default )?(?:async )?(?:abstract )?(?:function\*?|class|interface|type|enum|const|let) (\w+)/;

/** Return the exported definitions of a formatted source text that no doc comment with a description precedes. */
export function undocumented(text) {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const name = definition.exec(line)?.[1];
    if (!name) return [];
    const comment = lines.slice(0, index).join("\n");
    const documented = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/$/.exec(comment)?.[1] ?? "";
    return /\p{L}/u.test(documented) ? [] : [`${index + 1}: ${name}`];
  });
}

function main() {
  const files = readdirSync(sources, { recursive: true }).filter(
    (name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"),
  );
  const missing = files
    .sort()
    .flatMap((name) => undocumented(readFileSync(join(sources, name), "utf8")).map((found) => `src/${name}:${found}`));
  for (const line of missing) console.error(`${line} has no doc comment`);
  if (missing.length) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
