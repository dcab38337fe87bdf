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

describe("complete() refuses", () => {
  test.each<[wrong: Draft, message: string]>([
    [
      { name: "paper_boats" },
      "<domain>/<api>: paper_boats is no <domain>/<api>: write the domain with hyphens, the API with underscores",
    ],
    [{ name: "paper_boats/paper_boats" }, "paper_boats/paper_boats is no <domain>/<api>"],
    [{ name: "harbours/paper-boats" }, "harbours/paper-boats is no <domain>/<api>"],
    [{ name: "../specs/paper_boats" }, "../specs/paper_boats is no <domain>/<api>"],
    [
      { name: "preverified-numbers/partners" },
      "specs/preverified-numbers/partners.yaml exists: add the operation there",
    ],
    [{ name: "shared/paper_boats" }, "specs/shared holds no APIs: choose another domain"],
    [{ name: "workflows/paper_boats" }, "specs/workflows holds no APIs: choose another domain"],
    [{ name: "runtime/paper_boats" }, "packages/runtime is written by hand: choose another domain"],
    [
      { name: "webhooks/paper_boats" },
      "specs/webhooks describes what the platform sends, no calls: choose another domain",
    ],
    [{ path: "paper_boats" }, "--path: paper_boats is no path: begin with a slash"],
    [{ path: "/{waba_id}//paper_boats" }, "/{waba_id}//paper_boats is no path"],
    [{ path: "/v25.0/{waba_id}/paper_boats" }, "/v25.0/{waba_id}/paper_boats begins with a version: leave it out"],
    [{ path: "/{WABA-ID}/paper_boats" }, "{WABA-ID} in /{WABA-ID}/paper_boats is not snake_case"],
    [{ path: "/{waba_id}/paperBoats" }, "paperBoats in /{waba_id}/paperBoats is not snake_case"],
    [{ path: "/{waba_id/paper_boats" }, "{waba_id in /{waba_id/paper_boats is not snake_case"],
    [{ path: "/{waba_id}/paper_boats/{waba_id}" }, "has two parameters of one name"],
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
    [{ method: "put" }, "--method: put is none of get, post, delete"],
    [{ shape: "tree" }, "--shape: tree is none of list, node"],
    [{ method: "post" }, "--shape is for GET alone: leave it out"],
    [{ "operation-id": "pricelists" }, "--operation-id: pricelists is no verb and noun in lowerCamel"],
    [
      { "operation-id": "listPartners" },
      "listPartners stands for GET /{pre_verified_phone_number_id}/partners in specs/preverified-numbers/partners",
    ],
    [{ docs: "developers.facebook.com/documentation" }, "--docs: developers.facebook.com/documentation is no address"],
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
      "sendPartners makes a schema PartnerList, which specs/preverified-numbers/partners.v23.0.yaml has: choose another noun",
    );
    expect(await complete(draft, known)).toMatchObject(draft);
  });

  test("to guess where no terminal can be asked", async () => {
    await expect(complete({ name: given.name }, known)).rejects.toThrow(
      "--path, --method missing, and no terminal to ask",
    );
    const { shape: _, ...shapeless } = given;
    await expect(complete(shapeless, known)).rejects.toThrow("--shape missing, and no terminal to ask");
    await expect(complete({ path: given.path, method: "delete" }, known)).rejects.toThrow(
      "<domain>/<api> missing, and no terminal to ask",
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

test("complete() asks for what is missing, and again when the answer is wrong", async () => {
  const input = new PassThrough();
  const steps: [shown: string, keys: string][] = [
    ["Domain and API", "harbours/paper_boats\n"],
    ["Path as Meta writes it", "/v25.0/{waba_id}/paper_boats\n"],
    ["begins with a version", "\u0015/{waba_id}/paper_boats\n"], // Ctrl+U takes the line away
    ["Method", "\n"],
    ["What it answers", "\u001B[B\n"], // arrow down
    ["Verb and noun", "\n"],
    ["Address of Meta's page", "https://example.com/paper-boats\n"],
  ];
  const answer = (shown: string) => {
    const [awaited, keys] = steps[0] ?? ["\0", ""];
    if (!shown.includes(awaited)) return;
    steps.shift();
    setImmediate(() => input.write(keys));
  };
  // each prompt ends the stream that it was given
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
    docs: "https://example.com/paper-boats",
  });
  expect(steps).toEqual([]);
});
