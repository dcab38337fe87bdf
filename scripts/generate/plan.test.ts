import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { apply, compare } from "./apply.ts";
import { planFiles } from "./plan.ts";
import { document, scratch, write } from "./scratch.test-support.ts";
import { SpecError } from "../specs/spec-error.ts";
import { spawnSync } from "../lib/spawn.ts";

const repository = join(import.meta.dirname, "../..");

async function generate(root: string): Promise<string[]> {
  const plan = await planFiles(root);
  const changes = await compare(root, plan);
  await apply(root, plan, changes);
  return changes.map(({ kind, path }) => `${kind} ${path}`);
}

const failure = (root: string) =>
  planFiles(root).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("generate fails, naming file and line,", () => {
  test("on a reference that does not resolve", async () => {
    const root = await scratch({
      "specs/books/books.yaml": document({ answer: "{ $ref: '#/components/schemas/Boook' }" }),
    });
    const error = await failure(root);
    expect(error).toBeInstanceOf(SpecError);
    expect(String(error)).toContain("specs/books/books.yaml:19:");
    expect(String(error)).toContain("Can't resolve $ref");
  });

  test("on a reference to a file that does not exist", async () => {
    const root = await scratch({
      "specs/books/books.yaml": document({ answer: "{ $ref: ../shared/nothing.yaml#/Book }" }),
    });
    expect(String(await failure(root))).toContain("specs/books/books.yaml:19:");
  });

  test("on a local and a shared schema of one name", async () => {
    const schemas =
      "{ Paging: { type: string }, Book: { type: object, properties: { one: { $ref: '#/components/schemas/Paging' }, two: { $ref: ../shared/paging.yaml#/components/schemas/Paging } } } }";
    const root = await scratch({ "specs/books/books.yaml": document({ schemas }) });
    const error = String(await failure(root));
    expect(error).toMatch(/specs\/books\/books\.yaml:\d+:\d+ Two schemas are referenced with the same name/);
  });

  test("on two documents that claim one path and version", async () => {
    const root = await scratch({
      "specs/books/books.yaml": document(),
      "specs/novels/books.yaml": document({ versions: "until-v24.0" }),
    });
    expect(String(await failure(root))).toContain(
      "specs/novels/books.yaml:9:3 /{shelf_id}/books is described for v23.0 a second time, first in specs/books/books.yaml:9:3",
    );
  });

  test("on a server that the client does not know", async () => {
    const servers = "    servers: [{ url: https://books.example }]\n    parameters:\n";
    const root = await scratch({ "specs/books/books.yaml": document().replace("    parameters:\n", servers) });
    expect(String(await failure(root))).toContain(
      "specs/books/books.yaml:10:5 /{shelf_id}/books has a server that the client does not know: refer to unversioned-server of specs/shared/versions.yaml",
    );
  });

  test("on two schemas of one name in one package", async () => {
    const schemas = "{ Book: { type: object, properties: { id: { type: integer } } } }";
    const root = await scratch({
      "specs/books/books.yaml": document(),
      "specs/books/novels.yaml": document({ path: "/{shelf_id}/novels", schemas }),
    });
    expect(String(await failure(root))).toContain(
      "specs/books/novels.yaml:22:14 schema Book differs from the one in specs/books/books.yaml:22:14",
    );
  });

  test("on a reference in a part of a document", async () => {
    const root = await scratch({
      "specs/books/books.yaml": document({ schemas: "{ Book: { $ref: books/book.yaml#/Book } }" }),
      "specs/books/books/book.yaml": "Book:\n  type: object\n  properties: { author: { $ref: '#/Author' } }\n",
    });
    expect(String(await failure(root))).toMatch(/1 problem.*\n {2}specs\/books\/books\/book\.yaml:3:\d+ Can't resolve/);
  });

  test("on a schema in a part that another document has by the same name", async () => {
    const root = await scratch({
      "specs/books/books.yaml": document({ schemas: "{ Book: { $ref: books/book.yaml#/Book } }" }),
      "specs/books/books/book.yaml": "# one book\nBook: { type: string }\n",
      "specs/books/novels.yaml": document({ path: "/{shelf_id}/novels", operationId: "listNovels" }),
    });
    expect(String(await failure(root))).toContain(
      "specs/books/novels.yaml:22:14 schema Book differs from the one in specs/books/books/book.yaml:2:1",
    );
  });

  test("on two responses of one name in one package", async () => {
    const other = (description: string) =>
      `${document({ answer: "{ type: string }", path: `/{shelf_id}/${description}` })}  responses: { Lent: { description: ${description} } }\n`;
    const root = await scratch({
      "specs/books/books.yaml": other("books"),
      "specs/books/novels.yaml": other("novels"),
    });
    expect(String(await failure(root))).toContain(
      "specs/books/novels.yaml:23:16 response Lent differs from the one in specs/books/books.yaml:23:16",
    );
  });

  test("on a document without versions", async () => {
    const root = await scratch({ "specs/books/books.yaml": document().replace(/^x-graph-versions.*\n/m, "") });
    expect(String(await failure(root))).toContain("specs/books/books.yaml:1:1 x-graph-versions is missing");
  });

  test("on text that is not YAML", async () => {
    const root = await scratch({ "specs/books/books.yaml": "openapi: [" });
    expect(String(await failure(root))).toContain("specs/books/books.yaml:");
  });

  test("on all problems of all documents at once", async () => {
    const answer = "{ $ref: '#/components/schemas/Boook' }";
    const root = await scratch({
      "specs/books/books.yaml": document({ answer }),
      "specs/books/novels.yaml": document({ path: "/{shelf_id}/novels", answer }),
    });
    expect(String(await failure(root))).toContain("2 problem(s)");
  });
});

describe("generate", () => {
  test("creates a package for a new folder in specs, and lists it in the README", async () => {
    const root = await scratch({
      "README.md": "before\n<!-- packages -->\n<!-- /packages -->\nafter\n",
      "specs/book-shelves/books.yaml": document(),
    });
    expect(await generate(root)).toEqual([
      "added packages/runtime/src/generated/error-codes.ts",
      "added packages/runtime/src/generated/error-families.ts",
      "added packages/runtime/src/generated/limit-scopes.ts",
      "added packages/runtime/src/generated/errors.ts",
      "added packages/runtime/src/generated/paging.ts",
      "added packages/runtime/src/generated/versions.ts",
      "added packages/media/src/generated/media-types.ts",
      "added packages/sandbox/src/generated/media-types.ts",
      "added packages/book-shelves/src/generated/components.ts",
      "added packages/book-shelves/src/generated/books.ts",
      "added packages/book-shelves/src/generated/operations.ts",
      "added packages/book-shelves/src/generated/types.ts",
      "added packages/book-shelves/src/generated/index.ts",
      "added packages/book-shelves/package.json",
      "added packages/book-shelves/README.md",
      "added packages/book-shelves/src/index.ts",
      "changed README.md",
    ]);
    const manifest = JSON.parse(await readFile(join(root, "packages/book-shelves/package.json"), "utf8"));
    expect(manifest).toMatchObject({
      name: "@openwaba/book-shelves",
      license: "MIT",
      publishConfig: { access: "public" },
    });
    const readme = await readFile(join(root, "packages/book-shelves/README.md"), "utf8");
    expect(readme).toContain("import { createBookShelvesClient, listBooks }");
    expect(readme).toContain('const answer = await listBooks(client, { shelf_id: "77" });\nconsole.log(answer);');
    expect(readme).toContain(
      "| [`listBooks`](https://docs.example/reference/operations/book-shelves/listBooks) | List books |  | `GET /{shelf_id}/books` | v23.0–v26.0 | [Meta](https://example.com/books) |",
    );
    expect(await readFile(join(root, "README.md"), "utf8")).toMatch(
      /^before\n<!-- packages -->\n(.*\n)*\| \[`@openwaba\/book-shelves`\]\(packages\/book-shelves\) \| .*: books \| 1 \|\n<!-- \/packages -->\nafter\n$/,
    );
  });

  test("names the versions in the README, between markers in the middle of a sentence", async () => {
    const root = await scratch({
      "README.md": "It has <!-- versions -->none<!-- /versions -->.\n",
      "specs/books/books.yaml": document(),
    });
    await generate(root);
    expect(await readFile(join(root, "README.md"), "utf8")).toBe(
      "It has <!-- versions -->v23.0, v24.0, v25.0 (the default) and v26.0<!-- /versions -->.\n",
    );
  });

  test("ignores folders of specs without OpenAPI", async () => {
    const root = await scratch({
      "specs/books/books.yaml": document(),
      "specs/workflows/borrow.yaml": "arazzo: 1.0.1\n",
    });
    expect((await generate(root)).filter((change) => change.includes("workflows"))).toEqual([]);
  });

  test("creates a package of types for a domain that only describes payloads", async () => {
    const webhooks = `openapi: 3.1.0
info: { title: Shelves, version: 1.0.0 }
x-graph-versions: { $ref: ../shared/versions.yaml#/all }
webhooks:
  shelf:
    post:
      operationId: receiveShelf
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Shelf' } } } }
      responses: { '200': { description: Taken } }
components:
  schemas: { Shelf: { type: object, properties: { id: { type: string } } } }
`;
    const root = await scratch({ "specs/shelves/shelves.yaml": webhooks });
    const plan = await planFiles(root);
    expect(plan.get("packages/shelves/src/generated/index.ts")).not.toContain("Paths");
    expect(plan.get("packages/shelves/src/index.ts")).toBe(
      'export type { Schemas, SchemasByVersion } from "./generated/index.ts";\nexport type * from "./generated/types.ts";\n',
    );
    expect(JSON.parse(plan.get("packages/shelves/package.json") ?? "")).not.toHaveProperty("dependencies");
    expect(plan.get("packages/shelves/README.md")).toContain('export function receive(payload: Schemas["Shelf"])');
  });

  test("creates a package that compiles against the runtime", async () => {
    const root = await scratch({ "specs/books/books.yaml": document() });
    await generate(root);
    await write(root, {
      "use.ts": `import { type Book, createBooksClient, listBooks, type Schemas } from "./packages/books/src/index.ts";
        const client = createBooksClient({ auth: "EAAB" });
        const { data } = await client.GET("/{shelf_id}/books", { params: { path: { shelf_id: "1" } } });
        export const byPath: Schemas["Book"] | undefined = data;
        export const byFunction: Book = await listBooks(client, { shelf_id: "1" });`,
      "tsconfig.json": JSON.stringify({
        extends: join(repository, "tsconfig.json"),
        compilerOptions: {
          paths: {
            "@openwaba/runtime": [join(repository, "packages/runtime/src/index.ts")],
            "@openwaba/runtime/functions": [join(repository, "packages/runtime/src/functions.ts")],
          },
          types: [],
        },
        include: ["use.ts", "packages/books"],
      }),
    });
    const compiler = spawnSync("tsc", ["--project", root], { encoding: "utf8" });
    expect(compiler.stdout).toBe("");
    expect(compiler.status).toBe(0);
  });

  test("plans the same bytes again, and writes nothing that is unchanged", async () => {
    const root = await scratch({ "specs/books/books.yaml": document(), "README.md": "# Books\n" });
    const first = await planFiles(root);
    await generate(root);
    expect(await generate(root)).toEqual([]);
    await rm(join(root, "packages"), { recursive: true });
    expect([...(await planFiles(root))]).toEqual([...first]);
  });

  test("leaves files that are maintained by hand", async () => {
    const root = await scratch({ "specs/books/books.yaml": document() });
    await generate(root);
    const own = { "packages/books/README.md": "# Mine\n", "packages/books/src/index.ts": "export {};\n" };
    await write(root, { ...own, "packages/books/package.json": '{ "name": "mine", "description": "mine" }' });
    expect(await generate(root)).toEqual([]);
  });

  test("rewrites only what changed", async () => {
    const root = await scratch({
      "specs/books/books.yaml": document(),
      "specs/books/novels.yaml": document({ path: "/{shelf_id}/novels", operationId: "listNovels" }),
    });
    await generate(root);
    const parameters = "[{ name: limit, in: query, schema: { type: integer } }]";
    await write(root, { "specs/books/books.yaml": document({ parameters }) });
    expect(await generate(root)).toEqual([
      "changed packages/books/src/generated/components.ts",
      "changed packages/books/src/generated/books.ts",
      "changed packages/books/src/generated/operations.ts",
      "changed packages/books/src/generated/types.ts",
      "changed packages/books/README.md",
    ]);
  });

  test("removes the file of a spec that is gone", async () => {
    const root = await scratch({
      "specs/books/books.yaml": document(),
      "specs/books/novels.yaml": document({ path: "/{shelf_id}/novels", operationId: "listNovels" }),
    });
    await generate(root);
    await rm(join(root, "specs/books/novels.yaml"));
    expect(await generate(root)).toEqual([
      "changed packages/books/src/generated/operations.ts",
      "changed packages/books/src/generated/index.ts",
      "changed packages/books/README.md",
      "removed packages/books/src/generated/novels.ts",
    ]);
  });

  test("gives each version its own shape", async () => {
    const root = await scratch({
      "specs/books/books.yaml": document({ versions: "since-v25.0" }),
      "specs/books/books.v23.0.yaml": document({ versions: "until-v24.0" }),
    });
    const index = (await planFiles(root)).get("packages/books/src/generated/index.ts");
    expect(index).toContain("export interface PathsV23 extends\n    books_v23_0.paths {}");
    expect(index).toContain("export interface PathsV24 extends PathsV23 {}");
    expect(index).toContain("export interface PathsV25 extends\n    books.paths {}");
    expect(index).toContain('export type Paths = PathsByVersion["v25.0"];');
  });
});

test("generate --check lists what does not match, writes nothing and fails", async () => {
  const root = await scratch({ "specs/books/books.yaml": document() });
  const run = (...flags: string[]) =>
    spawnSync("node", [join(repository, "scripts/generate.ts"), "--root", root, ...flags], { encoding: "utf8" });
  const before = run("--check");
  expect(before.status).toBe(1);
  expect(before.stdout).toContain("added    packages/books/src/generated/books.ts");
  expect(before.stderr).toContain("run `pnpm generate` and commit the result");
  expect(run().status).toBe(0);
  expect(run("--check").status).toBe(0);
  await write(root, {
    "packages/books/src/generated/books.ts": "// edited\n",
    "packages/books/src/generated/old.ts": "",
  });
  expect(run("--check").stdout).toBe(
    "changed  packages/books/src/generated/books.ts\nremoved  packages/books/src/generated/old.ts\n",
  );
});

test("generate prints the problems of the specs and fails", async () => {
  const root = await scratch({ "specs/books/books.yaml": "openapi: [" });
  const { status, stderr } = spawnSync("node", [join(repository, "scripts/generate.ts"), "--root", root], {
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Cannot generate: 1 problem\(s\) in the specs\n {2}specs\/books\/books\.yaml:/);
});
