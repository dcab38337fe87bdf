import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createMockServer } from "@scalar/mock-server";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { documentsPerVersion } from "../scripts/build/documents.ts";
import { listDomains, readDocuments } from "../scripts/specs/documents.ts";
import { type OpenApiDocument, operationsOf } from "../scripts/specs/openapi.ts";
import { callsOf } from "../scripts/specs/documented-calls.ts";
import { generateClient } from "../scripts/lib/other-generator.ts";
import { contentTypeOf, serializeBody } from "./runtime/src/call/body.ts";
import { serializeQuery } from "./runtime/src/call/query.ts";
import { spawnSync } from "../scripts/lib/spawn.ts";

const root = dirname(import.meta.dirname);

describe.each(await listDomains(root))("the documents that @openwaba/%s ships", async (domain) => {
  const documents = documentsPerVersion(await readDocuments(root, [domain]));
  const read = async (path: string): Promise<OpenApiDocument> =>
    JSON.parse(await readFile(join(root, "packages", domain, "openapi", path), "utf8"));

  test.each([...documents.keys()])("%s is served by a mock server, every operation of it", async (path) => {
    vi.spyOn(console, "log").mockReturnValue(undefined);
    const document = await read(path);
    const server = await createMockServer({ document: structuredClone(document) });
    for (const { method, path: template, item, operation } of operationsOf(document)) {
      const [[, { params, body }] = ["", { params: { path: {}, query: {}, header: {} }, body: undefined }]] = callsOf(
        document,
        item,
        operation,
      );
      const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params.path[name])));
      const address = `${filled}?${serializeQuery(params.query)}`;
      const sent = body === undefined ? undefined : serializeBody(body);
      const type = sent instanceof FormData ? undefined : (contentTypeOf(body) ?? "application/json");
      const headers = { Authorization: "Bearer EAAB", ...(type && { "Content-Type": type }), ...params.header };
      const response = await server.request(address, {
        method: method.toUpperCase(),
        headers,
        ...(sent !== undefined && { body: sent }),
      });
      expect(response.ok, await response.text()).toBe(true);
    }
  });

  test("become code that compiles, by another generator than ours", async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "other-")));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const path of documents.keys()) {
      if (!path.startsWith("v25.0/")) continue;
      const target = join(folder, path.replace(".json", ""));
      await generateClient(join(root, "packages", domain, "openapi", path), target);
      const document = await read(path);
      const types = await readFile(join(target, "types.gen.ts"), "utf8");
      for (const name of Object.keys(document.components?.schemas ?? {}))
        expect(types).toContain(`export type ${name} =`);
      const operations = [...operationsOf(document)].map(({ operation }) => operation.operationId);
      const functions = operations.length > 0 ? await readFile(join(target, "sdk.gen.ts"), "utf8") : "";
      for (const name of operations) expect(functions).toContain(`export const ${name} =`);
    }
    const compilerOptions = {
      strict: true,
      module: "esnext",
      moduleResolution: "bundler",
      target: "es2022",
      noEmit: true,
      skipLibCheck: true,
    };
    const lib = ["es2023", "dom", "dom.iterable"];
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...compilerOptions, lib, types: [] } }),
    );
    expect(spawnSync("tsc", ["--project", folder], { encoding: "utf8" }).stdout).toBe("");
  });
});
