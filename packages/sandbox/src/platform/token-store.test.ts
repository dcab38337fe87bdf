import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { failureOf } from "../sandbox.test-support.ts";
import { World } from "../world/world.ts";
import { TokenStore } from "./token-store.ts";

const second = 1000;

function start(appSecret?: string) {
  const clock = { now: Date.UTC(2026, 10, 20) };
  return { clock, tokens: new TokenStore({ accessToken: "own", appSecret, now: () => clock.now, world: new World() }) };
}

const prove = (message: string) => createHmac("sha256", "secret").update(message).digest("hex");

describe("TokenStore.issue()", () => {
  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("throws for a lifetime of %d seconds", (expiresIn) => {
    expect(() => start().tokens.issue(expiresIn)).toThrow(
      `Cannot issue a token: expiresIn must be 0 seconds or more, not ${expiresIn}`,
    );
  });

  it("issues another token each time", () => {
    const { tokens } = start();
    expect(tokens.issue()).not.toBe(tokens.issue());
  });
});

describe("TokenStore.check()", () => {
  it("rejects a token that it did not issue, without repeating it", () => {
    expect(failureOf(() => start("secret").tokens.check("stranger"))).toBe(
      "Cannot validate the access token: it is not the one of this sandbox",
    );
  });

  it("rejects a token from the second in which it expires", () => {
    const { clock, tokens } = start();
    const token = tokens.issue(60);
    clock.now += 60 * second - 1;
    expect(() => tokens.check(token)).not.toThrow();
    clock.now += 1;
    expect(failureOf(() => tokens.check(token))).toBe("Cannot validate the access token: the session has expired");
  });

  it("accepts what never expires", () => {
    const { clock, tokens } = start();
    const token = tokens.issue();
    clock.now += 1e12;
    for (const working of ["own", token]) expect(() => tokens.check(working)).not.toThrow();
  });

  it("accepts the token of the app where there is a secret", () => {
    expect(() => start("secret").tokens.check("670843887433847|secret")).not.toThrow();
    for (const wrong of ["670843887433847|other", "app|secret", "|secret"]) {
      expect(failureOf(() => start("secret").tokens.check(wrong))).toContain("it is not the one");
    }
    expect(failureOf(() => start().tokens.check("670843887433847|undefined"))).toContain("it is not the one");
  });
});

describe("TokenStore.checkProof()", () => {
  it("requires no proof without a secret", () => {
    expect(() => start().tokens.checkProof("own", { proof: undefined, time: undefined })).not.toThrow();
  });

  it.each([
    [undefined, undefined, "API calls from the server require an appsecret_proof argument"],
    ["", undefined, "Invalid appsecret_proof provided in the API argument"],
    [prove("other"), undefined, "Invalid appsecret_proof provided in the API argument"],
    [prove("own").toUpperCase(), undefined, "Invalid appsecret_proof provided in the API argument"],
    [prove("own"), "1795132800", "Invalid appsecret_proof provided in the API argument"],
    [prove("own|1795132499"), "1795132499", "appsecret_time is not within five minutes"],
    [prove("own|1795133101"), "1795133101", "appsecret_time is not within five minutes"],
    [prove("own|soon"), "soon", "appsecret_time is not within five minutes"],
  ])("rejects the proof %s with the time %s", (proof, time, message) => {
    expect(failureOf(() => start("secret").tokens.checkProof("own", { proof, time }))).toContain(message);
  });

  it.each([
    [prove("own"), undefined],
    [prove("own|1795132500"), "1795132500"],
    [prove("own|1795133100"), "1795133100"],
  ])("accepts the proof %s with the time %s", (proof, time) => {
    expect(() => start("secret").tokens.checkProof("own", { proof, time })).not.toThrow();
  });
});
