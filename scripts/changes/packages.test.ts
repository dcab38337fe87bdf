import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { document, scratch } from "../generate/scratch.test-support.ts";
import { collectChanges } from "./packages.ts";
import { manifest, repository, shop } from "./repository.test-support.ts";

async function found(root: string): Promise<string[]> {
  const packages = await collectChanges(root);
  return packages.flatMap(({ name, findings }) =>
    findings.map(({ impact, subject, text }) => `${name} ${impact} ${subject} ${text}`),
  );
}

const broken = document({ answer: "{ $ref: '#/components/schemas/Boook' }" });

describe("nothing is compared", () => {
  test("when a spec cannot be read; the message has file and line", async () => {
    const { root, write } = await repository(shop("1.0.0"));
    await write({ "specs/books/books.yaml": broken });
    await expect(found(root)).rejects.toThrow(
      /^Cannot compare the specs of today: 1 problem\(s\) in the specs\n {2}specs\/books\/books\.yaml:19:/,
    );
  });

  test("when released specs cannot be read; the message names the release", async () => {
    const { root, write } = await repository({ ...shop("1.0.0"), "specs/books/books.yaml": broken });
    await write({ "specs/books/books.yaml": document() });
    await expect(found(root)).rejects.toThrow(
      /^Cannot compare the specs of @openwaba\/books@1\.0\.0 \(commit [0-9a-f]{7}\): 1 problem/,
    );
  });

  test("when a domain does not have a package yet", async () => {
    const root = await scratch({ "specs/books/books.yaml": document() });
    await expect(found(root)).rejects.toThrow(
      "Cannot compare specs/books: packages/books is missing; run `pnpm generate`",
    );
  });
});

test("a package that was never released needs no history", async () => {
  const root = await scratch({ ...shop("0.0.0"), ...manifest("otel", "0.0.0", "node ../../scripts/build.ts") });
  expect(await found(root)).toEqual(["@openwaba/books adds @openwaba/books is released for the first time"]);
});

test("a change of comments is not a change", async () => {
  const { root, write } = await repository(shop("1.0.0"));
  expect(await found(root)).toEqual([]);
  await write({ "specs/books/books.yaml": `# Books\n${document()}` });
  expect(await found(root)).toEqual([]);
});

test("moving a schema into a part is not a change, changing it there is one", async () => {
  const { root, write, commit } = await repository(shop("1.0.0"));
  const book = (type: string) => ({
    "specs/books/books/book.yaml": `Book: { type: object, required: [id], properties: { id: { type: ${type} } } }\n`,
  });
  await write({
    "specs/books/books.yaml": document({ schemas: "{ Book: { $ref: books/book.yaml#/Book } }" }),
    ...book("string"),
  });
  expect(await found(root)).toEqual([]);
  await write(manifest("books", "1.1.0"));
  commit();
  await write(book("integer"));
  expect(await found(root)).toEqual([
    "@openwaba/books breaks GET /{shelf_id}/books returns `id` as number, no longer as string",
  ]);
});

test("changes after the release are reported, changes before it are not", async () => {
  const { root, write, commit } = await repository(shop("1.0.0"));
  await write({ "specs/books/books.yaml": document({ path: "/{shelf_id}/tomes" }) });
  commit();
  await write(manifest("books", "2.0.0"));
  commit();
  expect(await found(root)).toEqual([]);
  await write({ "specs/books/books.yaml": document({ path: "/{shelf_id}/works" }) });
  expect(await found(root)).toEqual(["@openwaba/books breaks GET /{shelf_id}/tomes is now `GET /{shelf_id}/works`"]);
});

test("a separate shape for older versions changes only the newer ones", async () => {
  const { root, write } = await repository(shop("1.0.0"));
  await write({
    "specs/books/books.v23.0.yaml": document({ versions: "until-v24.0" }),
    "specs/books/books.yaml": document({
      versions: "since-v25.0",
      schemas:
        "{ Book: { type: object, required: [id], properties: { id: { type: string }, title: { type: string } } } }",
    }),
  });
  const [books] = await collectChanges(root);
  expect(books?.findings).toEqual([
    { impact: "adds", subject: "GET /{shelf_id}/books", versions: ["v25.0", "v26.0"], text: "returns `title`" },
  ]);
});

test("a new file that is not committed yet counts", async () => {
  const { root, write } = await repository(shop("1.0.0"));
  await write({ "specs/books/maps.yaml": document({ path: "/{shelf_id}/maps" }) });
  expect(await found(root)).toEqual(["@openwaba/books adds GET /{shelf_id}/maps is new"]);
});

test("a deleted domain removes everything in its package", async () => {
  const { root } = await repository(shop("1.0.0"));
  await rm(join(root, "specs/books"), { recursive: true });
  expect((await found(root)).every((line) => /@openwaba\/books breaks Graph v\d+\.0 is gone/.test(line))).toBe(true);
  expect(await found(root)).not.toEqual([]);
});

test("a shared schema changes every package that refers to it, and packages that ship all documents", async () => {
  const answer = "{ type: object, properties: { paging: { $ref: ../shared/paging.yaml#/components/schemas/Paging } } }";
  const { root, write } = await repository({
    ...shop("1.0.0", { answer, schemas: "{}" }),
    ...manifest("maps", "0.3.1"),
    "specs/maps/maps.yaml": document({ path: "/{shelf_id}/maps", answer, schemas: "{}" }),
    ...manifest("plans", "1.0.0"),
    "specs/plans/plans.yaml": document({ path: "/{shelf_id}/plans" }),
    ...manifest("runtime", "1.0.0", "node ../../scripts/build.ts"),
    ...manifest("sandbox", "1.0.0", "node ../../scripts/build.ts --documents all"),
  });
  const paging = join(root, "specs/shared/paging.yaml");
  const text = await readFile(paging, "utf8");
  await write({
    "specs/shared/paging.yaml": text.replace(
      "    Paging:\n      type: object\n",
      "    Paging:\n      type: object\n      required: [cursors]\n",
    ),
  });
  expect(await found(root)).toEqual([
    "@openwaba/books adds GET /{shelf_id}/books always returns `paging.cursors`",
    "@openwaba/maps adds GET /{shelf_id}/maps always returns `paging.cursors`",
    "@openwaba/runtime adds the type Paging always returns `cursors`",
    "@openwaba/sandbox edits OpenAPI documents that it ships changed",
  ]);
});

test("another default version changes the meaning of Paths and Schemas", async () => {
  const { root, write } = await repository({
    ...shop("1.0.0"),
    ...manifest("runtime", "1.0.0", "node ../../scripts/build.ts"),
  });
  const versions = await readFile(join(root, "specs/shared/versions.yaml"), "utf8");
  await write({ "specs/shared/versions.yaml": versions.replace("default: v25.0", "default: v26.0") });
  const lines = await found(root);
  expect(lines[0]).toBe("@openwaba/books breaks Paths and Schemas stand for v26.0, no longer for v25.0");
  expect(lines).toContain("@openwaba/runtime breaks the default Graph version is v26.0, no longer v25.0");
});

test("packages that ship documents of calls are not changed by those of webhooks", async () => {
  const hooks = (name: string) => `openapi: 3.1.0
info: { title: Hooks, version: 1.0.0 }
x-graph-versions: { $ref: ../shared/versions.yaml#/all }
webhooks:
  arrived: { post: { operationId: arrived, requestBody: { content: { application/json: { schema: { type: object, properties: { ${name}: { type: string } } } } } }, responses: { '200': { description: Taken } } } }
`;
  const { root, write } = await repository({
    ...manifest("hooks", "1.0.0"),
    "specs/hooks/hooks.yaml": hooks("book"),
    ...manifest("sandbox", "1.0.0", "node ../../scripts/build.ts --documents all"),
  });
  await write({ "specs/hooks/hooks.yaml": hooks("map") });
  expect(await found(root)).toEqual([
    "@openwaba/hooks breaks POST webhook arrived no longer sends `book`",
    "@openwaba/hooks adds POST webhook arrived sends `map`",
  ]);
});
