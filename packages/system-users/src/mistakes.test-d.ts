import { describe, expectTypeOf, test } from "vitest";
import {
  createSystemUser,
  createSystemUserAccessToken,
  createSystemUsersClient,
  getBusinessToken,
  installApp,
  listSystemUsers,
  renameSystemUser,
} from "./index.ts";

const client = createSystemUsersClient({ auth: "EAAB", ids: { business_id: "506914307656634" } });
const client_business_id = "813460912570311";
const system_user_id = "122102345678955";
const business_app = "670843887433847";
const appsecret_proof = "2f7c0c9d5b1f4f2a86c9f4d07f0a4d6a1f4c8f3a0b9d7e6c5b4a392817060504";

describe("a business token", () => {
  test("needs a proof, and may be limited", () => {
    getBusinessToken(client, { client_business_id, fetch_only: true, appsecret_proof });
    const scope = ["whatsapp_business_messaging", "some_newer_permission"];
    getBusinessToken(client, { client_business_id, asset: ["102290129340398"], scope, appsecret_proof });
    // @ts-expect-error: no proof
    getBusinessToken(client, { client_business_id, fetch_only: true });
    // @ts-expect-error: in camel case
    getBusinessToken(client, { client_business_id, appsecretProof: appsecret_proof });
    // @ts-expect-error: of no client, though the client of the calls is bound to a business
    getBusinessToken(client, { fetch_only: true, appsecret_proof });
    // @ts-expect-error: one asset outside of a list
    getBusinessToken(client, { client_business_id, asset: "102290129340398", appsecret_proof });
  });
});

describe("a token of a system user", () => {
  const scope = "whatsapp_business_management,whatsapp_business_messaging";

  test("needs an app, permissions in one text and a proof", () => {
    createSystemUserAccessToken(client, { system_user_id, business_app, scope, appsecret_proof });
    // @ts-expect-error: no proof
    createSystemUserAccessToken(client, { system_user_id, business_app, scope });
    // @ts-expect-error: permissions in a list
    createSystemUserAccessToken(client, { system_user_id, business_app, scope: [scope], appsecret_proof });
    // @ts-expect-error: an app whose id is a number
    createSystemUserAccessToken(client, { system_user_id, business_app: 670843887433847, scope, appsecret_proof });
  });

  test("is for an app that is installed, by the same name", () => {
    installApp(client, { system_user_id, business_app });
    // @ts-expect-error: another name
    installApp(client, { system_user_id, app_id: business_app });
  });
});

describe("a system user", () => {
  test("has a name and one of the known roles", () => {
    createSystemUser(client, { name: "Lantern template editor", role: "EMPLOYEE" });
    // @ts-expect-error: no name
    createSystemUser(client, { role: "ADMIN" });
    // @ts-expect-error: a role in small letters
    createSystemUser(client, { name: "Lantern template editor", role: "employee" });
  });

  test("is renamed by its id", () => {
    renameSystemUser(client, { system_user_id, name: "Lantern campaign editor" });
    // @ts-expect-error: whose?
    renameSystemUser(client, { name: "Lantern campaign editor" });
  });

  test("is listed with its role, or with what is selected", async () => {
    const { data } = await listSystemUsers(client);
    expectTypeOf(data[0]?.role).toExtend<string | undefined>();
    // @ts-expect-error: not without a selection
    expectTypeOf(data[0]?.created_time);
    const selected = await listSystemUsers(client, { fields: ["created_time"] });
    expectTypeOf(selected.data[0]?.created_time).toEqualTypeOf<string | undefined>();
    // @ts-expect-error: an unknown field
    await listSystemUsers(client, { fields: ["tasks"] });
  });
});
