import assert from "node:assert/strict";
import { test } from "node:test";
import { longFunctions } from "../../checks/function-length.mjs";

/** Return the first lines of functions with more than three lines. */
const found = (text: string) => longFunctions(text, 3).map(({ line, length }) => [line, length]);

test("functions, methods and arrow functions are counted from their head to their last line", () => {
  assert.deepEqual(found("function a() {\n  b();\n}\n"), []);
  assert.deepEqual(found("export async function a() {\n  b();\n  c();\n}\n"), [[1, 4]]);
  assert.deepEqual(found("const a = () => {\n  b();\n\n  c();\n};\n"), [[1, 5]]);
  assert.deepEqual(found("const a = () =>\n  b(\n    c,\n    d,\n  );\n"), [[1, 5]]);
  assert.deepEqual(found("class A {\n  override b<C>(c: C): void {\n    d();\n    e();\n  }\n}\n"), [[2, 4]]);
  assert.deepEqual(found("class A {\n  #b(): void {\n    d();\n    e();\n  }\n}\n"), [[2, 4]]);
});

test("a head of several lines belongs to its function", () => {
  assert.deepEqual(found("function a(\n  b: B,\n): void {\n  c();\n}\n"), [[1, 5]]);
  assert.deepEqual(found("function A({\n  b,\n}: {\n  b: B;\n}) {\n  return b;\n}\n"), [[1, 7]]);
  assert.deepEqual(found("class A {\n  constructor(\n    readonly b: B,\n  ) {\n    c();\n  }\n}\n"), [[2, 5]]);
});

test("markup counts as it stands; what is no function does not", () => {
  assert.deepEqual(found("function A() {\n  return (\n    <p>\n      one two\n    </p>\n  );\n}\n"), [[1, 7]]);
  assert.deepEqual(found("if (a) {\n  b();\n  c();\n} else {\n  d();\n}\n"), []);
  assert.deepEqual(found("call(\n  one,\n  two,\n  three,\n);\n"), []);
  assert.deepEqual(found("const a = {\n  b: 1,\n  c: 2,\n  d: 3,\n};\n"), []);
});
