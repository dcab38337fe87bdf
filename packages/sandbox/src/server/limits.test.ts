import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Domain } from "../domain.ts";
import { limits } from "./limits.ts";
import { createMedia } from "../media.ts";
import { createPreverifiedNumbers } from "../preverified-numbers.ts";
import { contextOf } from "../sandbox.test-support.ts";
import { createTemplates } from "../templates.ts";
import { TokenStore } from "../token-store.ts";
import { createTokens } from "../tokens.ts";
import { createUploads } from "../uploads.ts";

it("the README lists the limits", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const { entries, partners, fileBytes, templateCharacters, textBytes, formBytes, addressCharacters, depth, ...more } =
    limits;
  expect(more).toEqual({});
  const shown = [entries, partners, addressCharacters, depth].map((value) => value.toLocaleString("en"));
  const megabytes = [fileBytes, templateCharacters, textBytes, formBytes].map((value) => `${value / 1_048_576} MB`);
  for (const value of [...shown, ...megabytes]) expect(readme).toContain(`| ${value} |`);
});

interface Request {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
}

type Call = (operation: string, request?: Request) => Record<string, unknown>;

function callerOf({ handlers }: Domain): Call {
  return (operation, { path = {}, query = {}, body = {} } = {}) => ({
    ...handlers[operation]?.({ path, query, body }),
  });
}

/** The ids that 10,001 calls return. */
function fill(create: (index: number) => Record<string, unknown>): string[] {
  return Array.from({ length: limits.entries + 1 }, (_, index) => String(create(index)["id"]));
}

describe("of 10,001, the oldest is dropped and no other:", () => {
  it("files", () => {
    const { nodes, ...domain } = createMedia(contextOf({}));
    const call = callerOf({ nodes, ...domain });
    const file = { bytes: new Uint8Array(1), type: "image/png" };
    const ids = fill(() => call("uploadMedia", { path: { phone_number_id: "1" }, body: { file } }));
    expect(ids.slice(0, 2).map((id) => nodes["media_id"]?.(id))).toEqual([false, true]);
  });

  it("addresses of files", () => {
    const domain = createMedia(contextOf({}));
    const call = callerOf(domain);
    const { id: media_id } = call("uploadMedia", {
      path: { phone_number_id: "1" },
      body: { file: { bytes: new Uint8Array(1), type: "image/png" } },
    });
    const urls = Array.from(
      { length: limits.entries + 1 },
      () => new URL(String(call("getMedia", { path: { media_id: String(media_id) } })["url"])),
    );
    const found = urls.slice(0, 2).map(({ pathname, search }) => domain.fileAt?.(pathname + search) !== undefined);
    expect(found).toEqual([false, true]);
  });

  it("upload sessions", () => {
    const { nodes, ...domain } = createUploads();
    const ids = fill(() =>
      callerOf({ nodes, ...domain })("createUploadSession", { query: { file_length: 1, file_type: "image/png" } }),
    );
    expect(ids.slice(0, 2).map((id) => nodes["upload_session_id"]?.(id))).toEqual([false, true]);
  });

  it("templates, and accounts that have any", () => {
    const { nodes, ...domain } = createTemplates(contextOf({}));
    const call = callerOf({ nodes, ...domain });
    const body = { name: "order_left", language: "en_US", category: "UTILITY" };
    const ids = fill((index) => call("createMessageTemplate", { path: { waba_id: String(index) }, body }));
    expect(ids.slice(0, 2).map((id) => nodes["template_id"]?.(id))).toEqual([false, true]);
    const list = (waba_id: string) =>
      domain.handlers["listMessageTemplates"]?.({ path: { waba_id }, query: {}, body: {} });
    expect([list("0"), list("1")]).toMatchObject([undefined, [{ id: ids[1] }]]);
  });

  it("pre-verified numbers", () => {
    const { nodes, ...domain } = createPreverifiedNumbers(contextOf({}));
    const call = callerOf({ nodes, ...domain });
    const ids = fill((index) =>
      call("addPhoneNumber", {
        path: { business_id: "1" },
        body: { phone_number: `+1555${String(index).padStart(7, "0")}` },
      }),
    );
    expect(ids.slice(0, 2).map((id) => nodes["pre_verified_phone_number_id"]?.(id))).toEqual([false, true]);
  });

  it("tokens, and never the one of the sandbox", () => {
    const tokens = new TokenStore({ accessToken: "own", appSecret: undefined, now: Date.now });
    const issued = Array.from({ length: limits.entries + 1 }, () => tokens.issue());
    expect(issued.slice(0, 2).map((token) => tokens.find(token) !== undefined)).toEqual([false, true]);
    expect(tokens.find("own")).toBeDefined();
  });

  it("authorization codes that were used", () => {
    const call = callerOf(createTokens(contextOf({})));
    const exchange = (code: number) => call("exchangeToken", { query: { code: String(code) } });
    for (let code = 0; code <= limits.entries; code++) exchange(code);
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
  const partners = Object.values(
    call("listPartners", { path: { pre_verified_phone_number_id: String(preverified_id) } }),
  );
  expect(partners).toHaveLength(limits.partners);
  expect(partners[0]).toMatchObject({ id: "1001" });
});

it("files of more than 512 MB together cost the oldest its bytes", () => {
  const { nodes, ...domain } = createMedia(contextOf({}));
  const bytes = new Uint8Array(100 * 1_048_576);
  const upload = () =>
    callerOf({ nodes, ...domain })("uploadMedia", {
      path: { phone_number_id: "1" },
      body: { file: { bytes, type: "application/pdf" } },
    });
  const ids = Array.from({ length: 6 }, () => String(upload()["id"]));
  expect(ids.map((id) => nodes["media_id"]?.(id))).toEqual([false, true, true, true, true, true]);
});
