import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Domain } from "../domain.ts";
import { limits } from "./limits.ts";
import { createMedia } from "../platform/media.ts";
import { createPreverifiedNumbers } from "../platform/preverified-numbers.ts";
import { contextOf } from "../sandbox.test-support.ts";
import { TokenStore } from "../platform/token-store.ts";
import { createTokens } from "../platform/tokens.ts";
import { createUploads } from "../platform/uploads.ts";
import { World } from "../world/world.ts";

it("the README lists the limits", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const { entries, partners, addressCharacters, depth, ...sizes } = limits;
  const shown = [entries, partners, addressCharacters, depth].map((value) => value.toLocaleString("en"));
  const megabytes = Object.values(sizes).map((value) => `${value / 1_048_576} MB`);
  for (const value of [...shown, ...megabytes]) expect(readme).toContain(`| ${value} |`);
});

interface Request {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
}

type Call = (operation: string, request?: Request) => Record<string, unknown>;

function callerOf({ handlers }: Domain): Call {
  return (operation, { path = {}, query = {}, body = {} } = {}) => {
    const answer = handlers[operation]?.({ path, query, body });
    if (answer instanceof Promise) throw new Error(`${operation} waits for something`);
    return { ...answer };
  };
}

/** What 10,001 calls return. */
function fill<Result>(create: (index: number) => Result): Result[] {
  return Array.from({ length: limits.entries + 1 }, (_, index) => create(index));
}

const media = { path: { phone_number_id: "1" }, body: { file: { bytes: new Uint8Array(1), type: "image/png" } } };
const session = { query: { file_length: 1, file_type: "image/png" } };
const number = (index: number) => ({
  path: { business_id: "1" },
  body: { phone_number: `+1555${String(index).padStart(7, "0")}` },
});

describe("of 10,001, the oldest is dropped and no other:", () => {
  it.each([
    ["files", createMedia(contextOf({})), "uploadMedia", () => media, "media_id"],
    ["upload sessions", createUploads(contextOf({})), "createUploadSession", () => session, "upload_session_id"],
    [
      "pre-verified numbers",
      createPreverifiedNumbers(contextOf({})),
      "addPhoneNumber",
      number,
      "pre_verified_phone_number_id",
    ],
  ] satisfies [string, Domain, string, (index: number) => Request, string][])(
    "%s",
    (_, domain, operation, request, node) => {
      const ids = fill((index) => String(callerOf(domain)(operation, request(index))["id"]));
      expect(ids.slice(0, 2).map((id) => domain.nodes[node]?.(id))).toEqual([false, true]);
    },
  );

  it("addresses of files", () => {
    const domain = createMedia(contextOf({}));
    const call = callerOf(domain);
    const media_id = String(call("uploadMedia", media)["id"]);
    const urls = fill(() => new URL(String(call("getMedia", { path: { media_id } })["url"])));
    const found = urls.slice(0, 2).map(({ pathname, search }) => domain.fileAt?.(pathname + search) !== undefined);
    expect(found).toEqual([false, true]);
  });

  it("tokens, and never the one of the sandbox", () => {
    const tokens = new TokenStore({ accessToken: "own", appSecret: undefined, now: Date.now, world: new World() });
    const issued = fill(() => tokens.issue());
    expect(issued.slice(0, 2).map((token) => tokens.find(token) !== undefined)).toEqual([false, true]);
    expect(tokens.find("own")).toBeDefined();
  });

  it("authorization codes that were used", () => {
    const call = callerOf(createTokens(contextOf({})));
    const exchange = (code: number) => call("exchangeToken", { query: { code: String(code) } });
    fill(exchange);
    expect(() => exchange(1)).toThrow("This authorization code has been used");
    expect(exchange(0)).toHaveProperty("access_token");
  });
});

it("of 1,001 partners of a number, the oldest is dropped", () => {
  const call = callerOf(createPreverifiedNumbers(contextOf({})));
  const path = { business_id: "1" };
  const preverified_id = call("addPhoneNumber", { path, body: { phone_number: "+15550123456" } })["id"];
  const share = (partner: number) =>
    call("sharePreverifiedNumber", { path, body: { preverified_id, partner_business_id: String(partner) } });
  for (let partner = 1000; partner <= 1000 + limits.partners; partner++) share(partner);
  const node = { pre_verified_phone_number_id: String(preverified_id) };
  const partners = Object.values(call("listPartners", { path: node }));
  expect(partners).toHaveLength(limits.partners);
  expect(partners[0]).toMatchObject({ id: "1001" });
});

it("files of more than 512 MB together cost the oldest its bytes", () => {
  const domain = createMedia(contextOf({}));
  const file = { bytes: new Uint8Array(100 * 1_048_576), type: "application/pdf" };
  const ids = Array.from({ length: 6 }, () => callerOf(domain)("uploadMedia", { ...media, body: { file } })["id"]);
  expect(ids.map((id) => domain.nodes["media_id"]?.(String(id)))).toEqual([false, true, true, true, true, true]);
});
