import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { attemptOf } from "../call/requests.test-support.ts";
import {
  hideInJson,
  hideInThrown,
  hideKnown,
  hideSecrets,
  keepSecret,
  keepSecretValues,
  shareSecrets,
} from "./secrets.ts";

const token = `EAAG${"mN0q7Xw2ZbC4".repeat(12)}`;

function callWith(...secrets: string[]) {
  const { call } = attemptOf({ call: { ids: { shelf_id: "108110225544001" } } });
  for (const secret of secrets) keepSecret(call, secret);
  return call;
}

describe("hideKnown() hides", () => {
  const call = callWith(token, 'pass"word|1', "app/secret");
  test.each([
    ["a secret", `<${token}>`, "<…>"],
    ["each of several", `${token} pass"word|1`, "… …"],
    ["a secret as JSON writes it", String.raw`{"a":"pass\"word|1"}`, '{"a":"…"}'],
    ["a secret as an address writes it", "x=app%2Fsecret&y=pass%22word%7C1", "x=…&y=…"],
    ["its beginning", `${token.slice(0, 40)}...`, "…..."],
    ["its end", `...${token.slice(-20)}`, "...…"],
    ["a piece in the middle", `say ${token.slice(10, 60)}!`, "say …!"],
    ["pieces beside each other", `${token.slice(0, 30)} ${token.slice(30, 60)}`, "… …"],
  ])("%s", (_, text, shown) => {
    expect(hideKnown(text, call)).toBe(shown);
  });

  test("nothing that is no secret of the call", () => {
    const text = "order_confirmation_with_image_header_v2 by EAAB";
    expect(hideKnown(text, call)).toBe(text);
    expect(hideKnown(text, undefined)).toBe(text);
    expect(hideKnown(token, callWith())).toBe(token);
  });

  test("no text that is too short to be a secret", () => {
    expect(hideKnown("(#100) a parameter", callWith("a", "100"))).toBe("(#100) a parameter");
  });
});

describe("hideSecrets() keeps", () => {
  test.each([
    "template name (order_confirmation_with_image_header_v2) does not exist in en_US",
    "Requires whatsapp_business_manage_events. Why? Because it does",
    "(#100) whatsapp_business_manager_messaging_limit is not a valid field",
    "Tried accessing nonexisting field (business_initiated_conversation_limit_of_portfolio)?",
    "Object with ID '108110225544001' does not exist",
    "The message wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA was not found",
    "(#131009) Parameter value is not valid: code 100, fbtrace_id AURasL6GArPZYTEVuxtLv6A",
    "Param code must be one of {SMS, VOICE}",
    "OAuth access is required, no Bearer scheme",
  ])("%s", (text) => {
    expect(hideSecrets(text, callWith(token))).toBe(text);
  });
});

describe("hideSecrets() hides of strangers", () => {
  test.each([
    [`token EAA${"b".repeat(40)}, please`, "token …, please"],
    [`app 123456|${"0a".repeat(16)}`, "app …"],
    [`app secret ${"0a".repeat(16)}`, "app secret …"],
    [`"appsecret_proof":"${"0a".repeat(32)}"`, '"appsecret_proof":"…"'],
    ["see /v25.0/1?fields=id&x=1 for more", "see /v25.0/1?… for more"],
    ['{"access_token":"short","x":1}', '{"access_token":"…","x":1}'],
    ["client_secret = abc, what", "client_secret = … what"],
    ["Bearer abcdefghijklmnop rejected", "Bearer … rejected"],
    [`session IGQ${"aB3".repeat(20)}.`, "session …."],
    ["redis://user:pass@10.0.0.7:6379 is away", "redis://…@10.0.0.7:6379 is away"],
    ["number 108110225544001 is not yours", "number … is not yours"],
  ])("%s", (text, shown) => {
    expect(hideSecrets(text, callWith())).toBe(shown);
  });

  test("no id that could be part of any word", () => {
    const { call } = attemptOf({ call: { ids: { shelf_id: "10" } } });
    expect(hideSecrets("(#100) Param 10 of 100", call)).toBe("(#100) Param 10 of 100");
  });
});

test("hideSecrets() shortens a long text, and leaves no piece of a secret at the end", () => {
  expect(hideSecrets("a ".repeat(5000), undefined)).toBe(`${"a ".repeat(1000)}…`);
  for (let length = 3960; length <= 4000; length++) {
    const shown = hideSecrets(
      `${" ".repeat(1500)}${`${token} `.repeat(9)}${" ".repeat(length)}${token}`.slice(0, 6000),
      callWith(token),
    );
    expect(shown).not.toMatch(/EAA|mN0/);
  }
});

test("hideInJson() hides in texts, lists and names, and keeps everything else", () => {
  const value = { code: 190, error_data: { [`x${token}`]: [token, 7, null, true], details: "fine" } };
  expect(hideInJson(value, callWith(token))).toEqual({
    code: 190,
    error_data: { "x…": ["…", 7, null, true], details: "fine" },
  });
});

test("keepSecretValues() knows secrets by their names", () => {
  const call = callWith();
  keepSecretValues(
    call,
    { client_secret: "secret-1", grant_type: "fb_exchange_token", limit: 7, pin: "123456", code: null },
    new URLSearchParams({ fb_exchange_token: "secret-2", fields: "name" }),
    undefined,
    "text",
  );
  expect(hideKnown("secret-1 secret-2 123456 fb_exchange_token name text", call)).toBe(
    "… … … fb_exchange_token name text",
  );
});

test("hideKnown() copes with a secret that has half a surrogate pair", () => {
  expect(hideKnown("it was pass\ud800word", callWith("pass\ud800word"))).toBe("it was …");
});

test("shareSecrets() lets calls that are sent as one hide what each of them learns", () => {
  const [whole, first, second] = [callWith(), callWith("secret-1"), callWith("secret-2")];
  shareSecrets(whole, [first, second]);
  keepSecret(whole, token);
  for (const call of [whole, first, second]) expect(hideKnown(`secret-1 secret-2 ${token}`, call)).toBe("… … …");
});

test("the secrets of a call are in nothing that prints or copies it", () => {
  const call = callWith(token);
  expect(inspect([call, { ...call }], { depth: 9, showHidden: true })).not.toContain(token);
  expect(hideKnown(token, { ...call })).toBe("…");
});

describe("hideInThrown()", () => {
  const call = callWith(token);
  const hide = (thrown: unknown) => hideInThrown(thrown, call);

  test("hides in a text that is thrown", () => {
    expect(hide(`no ${token}`)).toBe("no …");
  });

  test("changes an error where it holds a secret, and nowhere else", () => {
    const cause = new AggregateError([new Error(token)], "all failed");
    const config = { headers: { authorization: `Bearer ${token}` } };
    const error = Object.assign(new TypeError(`no ${token}`, { cause }), {
      code: "EOOPS",
      url: token,
      config,
      status: 7,
      list: [1],
    });
    expect(hide(error)).toBe(error);
    expect(error).toMatchObject({
      name: "TypeError",
      message: "no …",
      code: "EOOPS",
      url: "…",
      config: "…",
      status: 7,
      list: [1],
    });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/EAAG|mN0q/);
    expect(config.headers.authorization).toContain(token);
  });

  test("survives errors that are cyclic, frozen or have getters, and what is not an error", () => {
    const circular = new Error(token);
    Object.assign(circular, { cause: circular, self: { circular } });
    expect(hide(circular)).toMatchObject({ message: "…", self: "…" });
    expect(hide(Object.freeze(new Error(token)))).toMatchObject({ message: "…" });
    expect(inspect(hide(Object.freeze(new Error(token))))).not.toContain(token);
    expect(hide({ message: token })).toBe("…");
    for (const value of [undefined, null, 0, { message: "fine" }, new DOMException("gone", "AbortError")])
      expect(hide(value)).toBe(value);
  });
});
