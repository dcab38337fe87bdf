import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { outlineOf } from "./server/outline.ts";
import { OperationTable } from "./server/operations.ts";
import { defaultSpecs, loadSpecs, openSpecs } from "./specs.ts";

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "sandbox-specs-"));
});

afterEach(() => rm(directory, { recursive: true }));

async function write(path: string, content: unknown) {
  await mkdir(join(directory, path, ".."), { recursive: true });
  await writeFile(join(directory, path), typeof content === "string" ? content : JSON.stringify(content));
}

it("loadSpecs() says that the build makes a missing directory", async () => {
  const missing = join(directory, "none");
  await expect(loadSpecs(missing)).rejects.toThrow(
    `Cannot load the OpenAPI documents: ${missing} cannot be read, run the build to create it`,
  );
});

it("loadSpecs() says that the build fills an empty directory", async () => {
  await write("notes.json", {});
  await write("messages/notes.txt", "no document");
  await expect(loadSpecs(directory)).rejects.toThrow(`there are none in ${directory}, run the build to bundle them`);
});

it("loadSpecs() names a file that is not JSON", async () => {
  await write("messages/media.json", "{");
  await expect(loadSpecs(directory)).rejects.toThrow(/Cannot load .*media\.json: it cannot be read as JSON/);
});

it.each([{}, { "x-graph-versions": ["v25.0"] }, { "x-graph-versions": "v25.0", paths: {} }, [], null, "text"])(
  "loadSpecs() names a file that is not a document: %j",
  async (content) => {
    await write("messages/media.json", JSON.stringify(content));
    await expect(loadSpecs(directory)).rejects.toThrow(/Cannot load .*media\.json: it has no paths or no list x-graph/);
  },
);

it("loadSpecs() reads the documents of all domains in the order of their names", async () => {
  for (const name of ["b/one", "a/two", "a/one"]) {
    await write(`${name}.json`, { "x-graph-versions": [name], paths: {} });
  }
  const documents = await loadSpecs(pathToFileURL(directory));
  expect(documents.map((document) => document["x-graph-versions"][0])).toEqual(["a/one", "a/two", "b/one"]);
});

/** A document with one operation. */
function documentOf(operationId: string) {
  return { "x-graph-versions": ["v25.0"], paths: { [`/${operationId}`]: { get: { operationId, responses: {} } } } };
}

it("openSpecs() reads all documents of a directory without an index", async () => {
  await write("messages/media.json", documentOf("readThing"));
  expect(await openSpecs(directory)).toEqual([documentOf("readThing")]);
  await write("messages/media.json", "{");
  await expect(openSpecs(directory)).rejects.toThrow(/media\.json: it cannot be read as JSON/);
});

it("openSpecs() reads a document of an index once, when its operation is looked at", async () => {
  await write("messages/media.json", documentOf("readThing"));
  await write("messages/gone.json", documentOf("readGone"));
  await write("index.json", {
    "messages/media.json": outlineOf(documentOf("readThing")),
    "messages/gone.json": outlineOf(documentOf("readGone")),
  });
  const table = new OperationTable(await openSpecs(pathToFileURL(directory)));
  await rm(join(directory, "messages/gone.json"));
  const [thing, gone] = table.operations("v25.0");
  expect(thing?.document).toEqual(documentOf("readThing"));
  expect(gone?.operationId).toBe("readGone");
  expect(() => gone?.document).toThrow(/Cannot load .*gone\.json/);
  await rm(join(directory, "messages/media.json"));
  expect(thing?.parameters).toEqual([]);
});

it.each(["{", [], { "messages/media.json": { routes: [] } }, null])(
  "openSpecs() names an index that is none: %j",
  async (content) => {
    await write("index.json", content);
    await expect(openSpecs(directory)).rejects.toThrow(/Cannot load .*index\.json: it (?:cannot be read|is no index)/);
  },
);

it("the index of the bundled documents says what they say", async () => {
  const documents = await loadSpecs(defaultSpecs);
  const indexed = (await openSpecs(defaultSpecs)).map((document) => ("outline" in document ? document.outline : {}));
  expect(indexed).toEqual(documents.map(outlineOf));
});

it("the bundled documents are where the sandbox looks for them", async () => {
  expect((await loadSpecs(defaultSpecs)).length).toBeGreaterThan(0);
});
