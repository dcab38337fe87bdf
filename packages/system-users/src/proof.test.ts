import { createHmac } from "node:crypto";
import { withAppSecret } from "@openwaba/runtime";
import { expect, test } from "vitest";
import { createSystemUsersClient, getBusinessToken } from "./index.ts";

const appSecret = "0badc0de0badc0de0badc0de0badc0de";
const token = "EAAHlanternsystemuser";
const proofOf = (text: string) => createHmac("sha256", appSecret).update(text).digest("hex");
const sent: string[] = [];
const fetch = async (_url: string | URL | Request, init?: RequestInit) => {
  sent.push(String(init?.body));
  return Response.json({ access_token: "EAAHharbourbusiness" });
};
const input = { client_business_id: "813460912570311", fetch_only: true };

test("the proof of the caller is sent as it is", async () => {
  const client = createSystemUsersClient({ auth: token, fetch });
  await getBusinessToken(client, { ...input, appsecret_proof: proofOf(token) });
  expect(sent.pop()).toBe(`{"fetch_only":true,"appsecret_proof":"${proofOf(token)}"}`);
});

test("withAppSecret() adds the proof of the token that is sent, which comes last", async () => {
  const client = createSystemUsersClient({ auth: withAppSecret(token, appSecret), fetch });
  await getBusinessToken(client, { ...input, appsecret_proof: proofOf("of an older token") });
  expect(sent.at(-1)?.match(/appsecret_proof/g)).toHaveLength(2);
  expect(JSON.parse(sent.pop() ?? "")).toEqual({ fetch_only: true, appsecret_proof: proofOf(token) });
});
