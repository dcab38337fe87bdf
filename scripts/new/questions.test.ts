import { PassThrough } from "node:stream";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Draft } from "./draft.ts";
import { readKnown } from "./known.ts";
import { complete } from "./questions.ts";

const known = await readKnown(join(import.meta.dirname, "../.."));
const given = { name: "pricing/price_lists", path: "/{waba_id}/price_lists", method: "get", shape: "list" } satisfies Draft;

describe("complete() refuses", () => {
  test.each<[wrong: Draft, message: string]>([
    [{ name: "price_lists" }, "<domain>/<api>: price_lists is no <domain>/<api>: write the domain with hyphens, the API with underscores"],
    [{ name: "price_lists/price_lists" }, "price_lists/price_lists is no <domain>/<api>"],
    [{ name: "pricing/price-lists" }, "pricing/price-lists is no <domain>/<api>"],
    [{ name: "../specs/price_lists" }, "../specs/price_lists is no <domain>/<api>"],
    [{ name: "preverified-numbers/partners" }, "specs/preverified-numbers/partners.yaml exists: add the operation there"],
    [{ name: "shared/price_lists" }, "specs/shared holds no APIs: choose another domain"],
    [{ name: "workflows/price_lists" }, "specs/workflows holds no APIs: choose another domain"],
    [{ name: "runtime/price_lists" }, "packages/runtime is written by hand: choose another domain"],
    [{ name: "webhooks/price_lists" }, "specs/webhooks describes what the platform sends, no calls: choose another domain"],
    [{ path: "price_lists" }, "--path: price_lists is no path: begin with a slash"],
    [{ path: "/{waba_id}//price_lists" }, "/{waba_id}//price_lists is no path"],
    [{ path: "/v25.0/{waba_id}/price_lists" }, "/v25.0/{waba_id}/price_lists begins with a version: leave it out"],
    [{ path: "/{WABA-ID}/price_lists" }, "{WABA-ID} in /{WABA-ID}/price_lists is not snake_case"],
    [{ path: "/{waba_id}/priceLists" }, "priceLists in /{waba_id}/priceLists is not snake_case"],
    [{ path: "/{waba_id/price_lists" }, "{waba_id in /{waba_id/price_lists is not snake_case"],
    [{ path: "/{waba_id}/price_lists/{waba_id}" }, "has two parameters of one name"],
    [{ path: "/{waba_id}/lists" }, "/{waba_id}/lists belongs in specs/pricing/lists.yaml: write pricing/lists in place of pricing/price_lists"],
    [{ name: "pricing/flows", path: "/{waba_id}/flows" }, "GET and POST /{waba_id}/flows is described in specs/flows/flows.yaml: change that document, or add the operation to it"],
    [{ name: "pricing/account", path: "/{waba_id}" }, "/{waba_id} is described in specs/business-accounts/whatsapp_business_account"],
    [{ method: "put" }, "--method: put is none of get, post, delete"],
    [{ shape: "tree" }, "--shape: tree is none of list, node"],
    [{ method: "post" }, "--shape is for GET alone: leave it out"],
    [{ "operation-id": "pricelists" }, "--operation-id: pricelists is no verb and noun in lowerCamel"],
    [{ "operation-id": "listPartners" }, "listPartners stands for GET /{pre_verified_phone_number_id}/partners in specs/preverified-numbers/partners"],
    [{ docs: "developers.facebook.com/documentation" }, "--docs: developers.facebook.com/documentation is no address"],
  ])("%j", async (wrong, message) => {
    await expect(complete({ ...given, ...wrong }, known)).rejects.toThrow(message);
  });

  test("an operation that takes the name of a schema of the domain", async () => {
    const draft = { ...given, name: "preverified-numbers/other_partners", path: "/{business_id}/other_partners", "operation-id": "listPartnerBusinesses" };
    await expect(complete({ ...draft, "operation-id": "sendPartners" }, known)).rejects.toThrow(
      "sendPartners makes a schema PartnerList, which specs/preverified-numbers/partners.v23.0.yaml has: choose another noun",
    );
    expect(await complete(draft, known)).toMatchObject(draft);
  });

  test("to guess where no terminal can be asked", async () => {
    await expect(complete({ name: given.name }, known)).rejects.toThrow("--path, --method missing, and no terminal to ask");
    const { shape: _, ...shapeless } = given;
    await expect(complete(shapeless, known)).rejects.toThrow("--shape missing, and no terminal to ask");
    await expect(complete({ path: given.path, method: "delete" }, known)).rejects.toThrow("<domain>/<api> missing, and no terminal to ask");
  });
});

test.each<[draft: Draft, operationId: string]>([
  [given, "listPriceLists"],
  [{ name: "pricing/price_list", path: "/{price_list_id}", method: "get", shape: "node" }, "getPriceList"],
  [{ name: given.name, path: given.path, method: "post" }, "createPriceList"],
  [{ name: "pricing/activities", path: "/{price_list_id}/activities", method: "delete" }, "deleteActivity"],
])("complete() names the operation of %j after its API and method", async (draft, operationId) => {
  expect(await complete(draft, known)).toMatchObject({ "operation-id": operationId });
});

test("complete() asks for what is missing, and again when the answer is wrong", async () => {
  const input = new PassThrough();
  const steps: [shown: string, keys: string][] = [
    ["Domain and API", "pricing/price_lists\n"],
    ["Path as Meta writes it", "/v25.0/{waba_id}/price_lists\n"],
    ["begins with a version", "\u0015/{waba_id}/price_lists\n"], // Ctrl+U takes the line away
    ["Method", "\n"],
    ["What it answers", "\u001B[B\n"], // arrow down
    ["Verb and noun", "\n"],
    ["Address of Meta's page", "https://example.com/price-lists\n"],
  ];
  const answer = (shown: string) => {
    const [awaited, keys] = steps[0] ?? ["\0", ""];
    if (!shown.includes(awaited)) return;
    steps.shift();
    setImmediate(() => input.write(keys));
  };
  // each prompt ends the stream that it was given
  const terminal = { input, get output() { return new PassThrough().on("data", (chunk) => answer(String(chunk))); } };
  expect(await complete({}, known, terminal)).toEqual({
    ...given,
    shape: "node",
    "operation-id": "getPriceList",
    docs: "https://example.com/price-lists",
  });
  expect(steps).toEqual([]);
});
