import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createClient, type GraphVersion } from "@openwaba/runtime";
import { describe, expect, test } from "vitest";
import { handWrittenIn } from "../scripts/generate/functions/hand-written.ts";
import { callsOf, type DocumentedCall } from "../scripts/specs/documented-calls.ts";
import { listDomains, readDocuments } from "../scripts/specs/documents.ts";
import { type OpenApiDocument, type Operation, operationsOf } from "../scripts/specs/openapi.ts";

const root = dirname(import.meta.dirname);
const domains = await listDomains(root);
const documents = (await readDocuments(root, domains)).filter(({ openapi }) => openapi.paths);

/** Operations that no function makes, and why. */
const withoutFunction: Record<string, string> = {
  uploadFileBytes: "needs the token in another scheme: uploadResumable() sends it",
};

/** Functions that are written by hand, with tests of their own, and what they do beside the call. */
const handWritten: Record<string, string> = {
  deleteMedia: "takes the id of a file alone",
  downloadMedia: "streams the file, and checks it",
  uploadMedia: "streams the file",
};

/** Calls that a function makes in another way than by path, and why. */
const form = "sends JSON that says the same";
const nothing = "sends no body in place of {}";
const deviations: Record<string, string> = {
  "acceptSolutionDeactivation, example empty": nothing,
  "acceptSolutionDeactivation, with every parameter": nothing,
  "assignUser, example templates, as a form": form,
  "createFlow, example draft, as a form": form,
  "createSystemUser, example employee, as a form": form,
  "createSystemUser, example rename, as a form": form,
  "createSystemUserAccessToken, example expiring, as a form": form,
  "createWelcomeMessageSequence, example sequence, as a form": form,
  "getBusinessToken, example existing, as a form": form,
  "installApp, example app, as a form": form,
  "migrateFlows, example some, as a form": form,
  "requestSolutionDeactivation, example empty": nothing,
  "setBusinessPublicKey, example key, as a form": form,
  "subscribeApp, example plain": nothing,
  "subscribeToWebhooks, example messages, as a form": form,
  "unassignUser, example user, as a form": form,
  "updateFlow, example categories, as a form": form,
};

/** What functions fill in, beside `messaging_product`: it is left out of their input here. */
const filledIn: Record<string, string[]> = {
  markMessageAsRead: ["status"],
  sendMarketingMessage: ["type"],
  uploadFlowAsset: ["asset_type"],
};

/** Functions that take their body as a whole, for a name in it is also in the path. */
const withNamedBody = new Set(["setOboMobilityIntent"]);

type GeneratedFunction = (client: object, input?: object) => PromiseLike<unknown>;
type ByPath = Record<string, (path: string, options: object) => Promise<unknown>>;

const functions = new Map(
  await Promise.all(
    domains.map(async (domain) => {
      const module: Record<string, unknown> = await import(join(root, "packages", domain, "src/index.ts"));
      return [domain, module] as const;
    }),
  ),
);

const generated = documents.filter(({ openapi }) => generatedOf(openapi).length > 0);

test("every operation has its functions, but for those that are listed", () => {
  const operations = documents.flatMap(({ domain, openapi }) =>
    [...operationsOf(openapi)].map(({ operation }) => ({ domain, operation })),
  );
  const none = operations.filter(({ operation }) => namesOf(operation).length === 0);
  expect([...new Set(none.map(({ operation }) => operation.operationId))]).toEqual(Object.keys(withoutFunction));
  const missing = operations.flatMap(({ domain, operation }) =>
    namesOf(operation).filter((name) => typeof functions.get(domain)?.[name] !== "function"),
  );
  expect(missing).toEqual([]);
});

test("functions that are listed as written by hand are", async () => {
  const entries = domains.map((domain) => readFile(join(root, "packages", domain, "src/index.ts"), "utf8"));
  const known = (await Promise.all(entries)).flatMap(handWrittenIn).filter(({ isType }) => !isType);
  const operationIds = new Set(
    documents.flatMap(({ openapi }) => [...operationsOf(openapi)].map(({ operation }) => operation.operationId)),
  );
  const own = known.map(({ name }) => name).filter((name) => operationIds.has(name));
  expect(own.toSorted()).toEqual(Object.keys(handWritten));
});

const seen = new Set<string>();

describe.each(generated)("$file", (document) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document.openapi, "document");

  describe.each(document.versions)("in %s", (version) => {
    for (const { address, method, item, operation } of generatedOf(document.openapi)) {
      test.each(callsOf(document.openapi, item, operation))(`${operation.operationId}, %s`, async (example, call) => {
        const name = functionFor(ajv, operation, call);
        const byPath = await requestOf(version, (client) => (client as ByPath)[method.toUpperCase()]?.(address, call));
        const made = functions.get(document.domain)?.[name] as GeneratedFunction;
        const byFunction = await requestOf(version, (client) => made(client, inputOf(name, call)));
        const key = `${operation.operationId}, ${example}${isForm(call.body) ? ", as a form" : ""}`;
        if (key in deviations) {
          seen.add(key);
          expect(byFunction).not.toEqual(byPath);
        } else {
          expect(byFunction).toEqual(byPath);
        }
      });
    }
  });
});

test("calls that are listed as different exist", () => {
  expect([...seen].toSorted()).toEqual(Object.keys(deviations).toSorted());
});

/** The functions of an operation. */
function namesOf({ operationId, "x-functions": own }: Operation): string[] {
  return own ? Object.keys(own) : [operationId];
}

/** The operations with functions that are generated. */
function generatedOf(openapi: OpenApiDocument) {
  return [...operationsOf(openapi)].filter(({ operation }) =>
    namesOf(operation).some((name) => !(name in handWritten)),
  );
}

/** The function of an operation that takes the body. */
function functionFor(ajv: Ajv2020, operation: Operation, { body }: DocumentedCall): string {
  const own = Object.entries(operation["x-functions"] ?? {});
  const [name] = own.find(([, described]) => ajv.validate(`document#/components/schemas/${described.body}`, body)) ?? [
    operation.operationId,
  ];
  return name;
}

/** The same as the arguments of a call by path, as one flat object. */
function inputOf(name: string, { params, body }: DocumentedCall): object {
  const given = { ...params.path, ...params.query, ...params.header };
  if (withNamedBody.has(name)) return { ...given, body };
  const properties = isForm(body) ? Object.fromEntries(body) : body;
  const filled = new Set(["messaging_product", ...(filledIn[name] ?? [])]);
  const sent = Object.entries(properties ?? {}).filter(([property]) => !filled.has(property));
  return { ...given, ...Object.fromEntries(sent) };
}

function isForm(body: unknown): body is FormData | URLSearchParams {
  return body instanceof FormData || body instanceof URLSearchParams;
}

/** What a call sends. */
async function requestOf(version: string, send: (client: object) => PromiseLike<unknown> | undefined): Promise<object> {
  const requests: Request[] = [];
  const client = createClient<Record<GraphVersion, object>, GraphVersion>({
    auth: "EAAHharbour",
    retry: false,
    version: version as GraphVersion,
    async fetch(url, init) {
      requests.push(new Request(url, init));
      return Response.json({});
    },
  });
  await send(client);
  expect(requests).toHaveLength(1);
  const [request] = requests as [Request];
  const { "content-type": type = "", ...headers } = Object.fromEntries(request.headers);
  const [kind = ""] = type.split(";"); // without the boundary of a form
  return { url: request.url, method: request.method, headers, kind, body: await bodyOf(request, kind) };
}

async function bodyOf(request: Request, kind: string): Promise<unknown> {
  if (kind !== "multipart/form-data") {
    const text = await request.text();
    return kind === "application/json" && text !== "" ? JSON.parse(text) : text;
  }
  const entries = [...(await request.formData())].map(async ([name, value]) => [
    name,
    typeof value === "string" ? value : await value.text(),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}
