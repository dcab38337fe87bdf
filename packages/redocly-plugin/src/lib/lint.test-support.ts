import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { createConfig, lint, type Plugin, type RawUniversalConfig, type UserContext } from "@redocly/openapi-core";
import { stringify } from "yaml";
import openwaba from "../index.ts";

/** Files by their path in the spec folder; documents get what every document has. */
export type Files = Record<string, object>;

const isDocument = (name: string) => /^(?!shared\/)[^/]+\/[^/]+$/.test(name);

const versions = ["v23.0", "v24.0", "v25.0"];

const sharedFiles: Files = {
  "shared/versions.yaml": {
    all: versions,
    "until-v24.0": ["v23.0", "v24.0"],
    "since-v25.0": ["v25.0"],
    server: {
      url: "https://graph.example.org/{version}",
      variables: { version: { enum: versions, default: "v25.0" } },
    },
  },
  "shared/errors.yaml": {
    components: {
      responses: {
        BadRequest: { description: "Wrong", content: { "application/json": { schema: { type: "object" } } } },
      },
    },
  },
  "shared/paging.yaml": {
    components: {
      parameters: {
        After: { name: "after", in: "query", description: "Cursor", schema: { type: "string" } },
        Before: { name: "before", in: "query", description: "Cursor", schema: { type: "string" } },
      },
      schemas: {
        Paging: {
          type: "object",
          description: "Where the page is in the list",
          properties: { next: { type: "string", description: "Address of the page after it" } },
        },
      },
    },
  },
};

const everyDocument = {
  openapi: "3.1.0",
  "x-graph-versions": { $ref: "../shared/versions.yaml#/all" },
  servers: [{ $ref: "../shared/versions.yaml#/server" }],
};

/** Problems that one rule finds in the documents, each as `file#/pointer: message`. */
export async function problemsOf(rule: string, files: Files): Promise<string[]> {
  const problems = await lintFiles({ rules: { [`openwaba/${rule}`]: "error" } }, files);
  return problems.map(({ at, message }) => `${at}: ${message}`);
}

export interface Found {
  rule: string;
  at: string;
  message: string;
}

/** What the function returns at the root of a document, where it runs like a rule. */
export async function look<Seen>(document: object, at: (root: object, context: UserContext) => Seen): Promise<Seen[]> {
  const seen: Seen[] = [];
  const Root = (root: object, context: UserContext) => void seen.push(at(root, context));
  const plugin = { id: "test", rules: { oas3: { look: () => ({ Root }) } } };
  await lintFiles({ rules: { "test/look": "error" } }, { "things/parts.yaml": document }, plugin);
  return seen;
}

export async function lintFiles(
  config: RawUniversalConfig,
  files: Files,
  plugin: Plugin = openwaba(),
): Promise<Found[]> {
  const folder = mkdtempSync(join(tmpdir(), "specs-"));
  try {
    for (const [name, content] of Object.entries({ ...sharedFiles, ...files })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), stringify(isDocument(name) ? { ...everyDocument, ...content } : content));
    }
    const resolved = await createConfig({ ...config, plugins: [plugin] });
    const documents = Object.keys(files).filter(isDocument);
    const found = await Promise.all(documents.map((name) => lint({ ref: join(folder, name), config: resolved })));
    return found.flat().map(({ ruleId, message, location: [place] }) => ({
      rule: ruleId,
      at: `${relative(folder, place?.source.absoluteRef ?? folder)}${place?.pointer ?? ""}`,
      message,
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
