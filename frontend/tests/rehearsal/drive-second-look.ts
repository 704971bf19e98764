// Lets the second look read texts from outside: one JSON list of {said, most} on the input, the rules that each breaks on the
// output. tests/second_look measures with it how often a rule is right.

import { readFileSync } from "node:fs";
import { lookAt } from "../../src/rehearsal/second-look/look";

const asked = JSON.parse(readFileSync(0, "utf8")) as { said: string; most: number | null }[];
process.stdout.write(JSON.stringify(asked.map(({ said, most }) => lookAt(said, most))));
