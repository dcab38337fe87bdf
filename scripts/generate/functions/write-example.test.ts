import { expect, test } from "vitest";
import { Code } from "./example-of.ts";
import { functionWith } from "./function.test-support.ts";
import { writeExample } from "./write-example.ts";

const written = (example: object, parts: Parameters<typeof functionWith>[0] = {}) =>
  writeExample(functionWith({ ...parts, described: { example } }));

test.each<[example: object, text: string]>([
  [{}, "const answer = await saveBook(client);"],
  [{ shelf_id: "77" }, 'const answer = await saveBook(client, { shelf_id: "77" });'],
  [
    { pages: 5, lent: false, note: null, tags: ["a", 1] },
    'const answer = await saveBook(client, { pages: 5, lent: false, note: null, tags: ["a", 1] });',
  ],
  [{ none: [], nothing: {} }, "const answer = await saveBook(client, { none: [], nothing: {} });"],
  [
    { "odd-name": 1, _own: 2, "1st": 3 },
    'const answer = await saveBook(client, { "odd-name": 1, _own: 2, "1st": 3 });',
  ],
  [{ file: new Code('new Blob(["…"])') }, 'const answer = await saveBook(client, { file: new Blob(["…"]) });'],
])("%j is written on one line", (example, text) => {
  expect(written(example)).toBe(text);
});

test("a list is walked", () => {
  expect(written({ shelf_id: "77" }, { isList: true })).toBe(
    'for await (const item of saveBook(client, { shelf_id: "77" })) console.log(item);',
  );
});

test("constants are left out, and the braces with the last of them", () => {
  const constants = new Map([["product", "book"]]);
  expect(written({ product: "book", title: "Emma" }, { constants })).toContain('(client, { title: "Emma" })');
  expect(written({ product: "book" }, { constants })).toContain("(client)");
});

test("what has no room on a line is broken, the outermost first", () => {
  const author = { name: "Jane Austen", born: { year: 1775, place: "Steventon, Hampshire" } };
  expect(written({ shelf_id: "77", title: "Emma", author, tags: ["novel"] }))
    .toBe(`const answer = await saveBook(client, {
  shelf_id: "77",
  title: "Emma",
  author: { name: "Jane Austen", born: { year: 1775, place: "Steventon, Hampshire" } },
  tags: ["novel"],
});`);
  const long = { ...author, died: { year: 1817, place: "Winchester, Hampshire" } };
  expect(written({ author: long })).toBe(`const answer = await saveBook(client, {
  author: {
    name: "Jane Austen",
    born: { year: 1775, place: "Steventon, Hampshire" },
    died: { year: 1817, place: "Winchester, Hampshire" },
  },
});`);
});
