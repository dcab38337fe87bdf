import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { fillRanges } from "../specs/versions.ts";

const repository = join(import.meta.dirname, "../..");

const fixedVersions = `all: &all [v23.0, v24.0, v25.0, v26.0]
# ranges
# /ranges
server:
  url: https://graph.facebook.com/{version}
  variables: { version: { enum: *all, default: v25.0 } }
unversioned-server:
  url: https://api.facebook.com
`;

/** A folder with our shared specs, fixed versions and these files, removed after the test. */
export async function scratch(files: Record<string, string>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "generate-")));
  onTestFinished(() => rm(root, { recursive: true }));
  await cp(join(repository, "specs/shared"), join(root, "specs/shared"), { recursive: true });
  await write(root, {
    "package.json": '{ "type": "module", "homepage": "https://docs.example" }',
    "specs/shared/versions.yaml": fillRanges(fixedVersions, {
      all: ["v23.0", "v24.0", "v25.0", "v26.0"],
      default: "v25.0",
    }),
    ...files,
  });
  return root;
}

export async function write(root: string, files: Record<string, string>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

interface DocumentParts {
  path?: string;
  operationId?: string;
  versions?: string;
  /** YAML of the response schema, on one line. */
  answer?: string;
  /** YAML of the parameters, on one line. */
  parameters?: string;
  /** YAML of `components.schemas`, on one line. */
  schemas?: string;
}

/** A small document; the parts are YAML in flow style. */
export function document(parts: DocumentParts = {}): string {
  const {
    path = "/{shelf_id}/books",
    operationId = "listBooks",
    versions = "all",
    answer = "{ $ref: '#/components/schemas/Book' }",
    parameters = "[]",
    schemas = "{ Book: { type: object, required: [id], properties: { id: { type: string } } } }",
  } = parts;
  return `openapi: 3.1.0
info: { title: Books, version: 1.0.0, license: { name: MIT, identifier: MIT } }
x-graph-versions: { $ref: ../shared/versions.yaml#/${versions} }
servers:
  - $ref: ../shared/versions.yaml#/server
tags:
  - { name: Books, description: Books on a shelf }
paths:
  ${path}:
    parameters:
      - { name: shelf_id, in: path, required: true, schema: { type: string }, example: '77' }
    get:
      operationId: ${operationId}
      summary: List books
      externalDocs: { url: https://example.com/books }
      tags: [Books]
      parameters: ${parameters}
      responses:
        '200': { description: Books, content: { application/json: { schema: ${answer} } } }
        '400': { $ref: ../shared/errors.yaml#/components/responses/BadRequest }
components:
  schemas: ${schemas}
`;
}
