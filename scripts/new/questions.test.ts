import { PassThrough } from "node:stream";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Draft } from "./draft.ts";
import { readKnown } from "./known.ts";
import { complete } from "./questions.ts";

const known = await readKnown(join(import.meta.dirname, "../.."));
const given = {
  name: "harbours/paper_boats",
  path: "/{waba_id}/paper_boats",
  method: "get",
  shape: "list",
} satisfies Draft;

describe("complete() rejects", () => {
  test.each<[wrong: Draft, message: string]>([
    [
      { name: "paper_boats" },
      "<domain>/<api>: paper_boats is not <domain>/<api>: write the domain with hyphens, the API with underscores",
    ],
    [{ name: "paper_boats/paper_boats" }, "paper_boats/paper_boats is not <domain>/<api>"],
    [{ name: "harbours/paper-boats" }, "harbours/paper-boats is not <domain>/<api>"],
    [{ name: "../specs/paper_boats" }, "../specs/paper_boats is not <domain>/<api>"],
    [
      { name: "preverified-numbers/partners" },
      "specs/preverified-numbers/partners.yaml exists: add the operation there",
    ],
    [{ name: "shared/paper_boats" }, "specs/shared holds no APIs: choose another domain"],
    [{ name: "workflows/paper_boats" }, "specs/workflows holds no APIs: choose another domain"],
    [{ name: "runtime/paper_boats" }, "packages/runtime is written by hand: choose another domain"],
    [{ name: "webhooks/paper_boats" }, "specs/webhooks describes webhooks, not calls: choose another domain"],
    [{ path: "paper_boats" }, "--path: paper_boats is not a path: start with a slash"],
    [{ path: "/{waba_id}//paper_boats" }, "/{waba_id}//paper_boats is not a path"],
    [{ path: "/v25.0/{waba_id}/paper_boats" }, "/v25.0/{waba_id}/paper_boats starts with a version: leave it out"],
    [{ path: "/{WABA-ID}/paper_boats" }, "{WABA-ID} in /{WABA-ID}/paper_boats is not snake_case"],
    [{ path: "/{waba_id}/paperBoats" }, "paperBoats in /{waba_id}/paperBoats is not snake_case"],
    [{ path: "/{waba_id/paper_boats" }, "{waba_id in /{waba_id/paper_boats is not snake_case"],
    [{ path: "/{waba_id}/paper_boats/{waba_id}" }, "has two parameters with the same name"],
    [
      { path: "/{waba_id}/lists" },
      "/{waba_id}/lists belongs in specs/harbours/lists.yaml: write harbours/lists in place of harbours/paper_boats",
    ],
    [
      { name: "harbours/flows", path: "/{waba_id}/flows" },
      "GET and POST /{waba_id}/flows is described in specs/flows/flows.yaml: change that document, or add the operation to it",
    ],
    [
      { name: "harbours/account", path: "/{waba_id}" },
      "/{waba_id} is described in specs/business-accounts/whatsapp_business_account",
    ],
    [{ method: "put" }, "--method: put is not one of get, post, delete"],
    [{ shape: "tree" }, "--shape: tree is not one of list, node"],
    [{ method: "post" }, "--shape is only for GET: leave it out"],
    [{ "operation-id": "pricelists" }, "--operation-id: pricelists is not a verb and noun in lowerCamelCase"],
    [
      { "operation-id": "listPartners" },
      "listPartners already belongs to GET /{pre_verified_phone_number_id}/partners in specs/preverified-numbers/partners",
    ],
  ])("%j", async (wrong, message) => {
    await expect(complete({ ...given, ...wrong }, known)).rejects.toThrow(message);
  });

  test("an operation that takes the name of a schema of the domain", async () => {
    const draft = {
      ...given,
      name: "preverified-numbers/other_partners",
      path: "/{business_id}/other_partners",
      "operation-id": "listPartnerBusinesses",
    };
    await expect(complete({ ...draft, "operation-id": "sendPartners" }, known)).rejects.toThrow(
      "sendPartners creates a schema PartnerList, which specs/preverified-numbers/partners.v23.0.yaml already has: choose another noun",
    );
    expect(await complete(draft, known)).toMatchObject(draft);
  });

  test("missing values without a terminal to ask", async () => {
    await expect(complete({ name: given.name }, known)).rejects.toThrow(
      "--path, --method missing, and there is no terminal to ask",
    );
    const { shape: _, ...shapeless } = given;
    await expect(complete(shapeless, known)).rejects.toThrow("--shape missing, and there is no terminal to ask");
    await expect(complete({ path: given.path, method: "delete" }, known)).rejects.toThrow(
      "<domain>/<api> missing, and there is no terminal to ask",
    );
  });
});

test.each<[draft: Draft, operationId: string]>([
  [given, "listPaperBoats"],
  [{ name: "harbours/paper_boat", path: "/{paper_boat_id}", method: "get", shape: "node" }, "getPaperBoat"],
  [{ name: given.name, path: given.path, method: "post" }, "createPaperBoat"],
  [{ name: "harbours/activities", path: "/{paper_boat_id}/activities", method: "delete" }, "deleteActivity"],
])("complete() names the operation of %j after its API and method", async (draft, operationId) => {
  expect(await complete(draft, known)).toMatchObject({ "operation-id": operationId });
});

test("complete() asks for missing values, and again after a wrong answer", async () => {
  const input = new PassThrough();
  const steps: [shown: string, keys: string][] = [
    ["Domain and API", "harbours/paper_boats\n"],
    ["Path as Meta writes it", "/v25.0/{waba_id}/paper_boats\n"],
    ["starts with a version", "\u0015/{waba_id}/paper_boats\n"], // Ctrl+U deletes the line
    ["Method", "\n"],
    ["What it returns", "\u001B[B\n"], // arrow down
    ["Verb and noun", "\n"],
  ];
  const answer = (shown: string) => {
    const [awaited, keys] = steps[0] ?? ["\0", ""];
    if (!shown.includes(awaited)) return;
    steps.shift();
    setImmediate(() => input.write(keys));
  };
  // each prompt ends its stream
  const terminal = {
    input,
    get output() {
      return new PassThrough().on("data", (chunk) => answer(String(chunk)));
    },
  };
  expect(await complete({}, known, terminal)).toEqual({
    ...given,
    shape: "node",
    "operation-id": "getPaperBoat",
  });
  expect(steps).toEqual([]);
});
