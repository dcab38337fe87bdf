import { readFile } from "node:fs/promises";
import type { Sandbox } from "@openwaba/sandbox";
import {
  createPhoneNumber,
  createWhatsAppClient,
  createWhatsappBusinessAccount,
  registerPhoneNumber,
  requestPhoneNumberCode,
  subscribeApp,
  verifyPhoneNumberCode,
} from "openwaba";

/** A business that uses our server, with the token that it got when it signed up. */
export interface Tenant {
  name: string;
  waba_id: string;
  phone_number_id: string;
  access_token: string;
  greeting: string;
}

/** Tenants of a file; a real server has them in its database, with the tokens encrypted. */
export async function readTenants(file: string): Promise<Tenant[]> {
  return JSON.parse(await readFile(file, "utf8"));
}

/** Three tenants on a sandbox: each gets an account with a verified number, and a token. */
export async function openTenants(sandbox: Sandbox): Promise<Tenant[]> {
  const client = createWhatsAppClient({ auth: sandbox.accessToken, baseUrl: sandbox.url });
  const tenants: Tenant[] = [];
  for (const [name, phone_number, greeting] of [
    ["Harbour Coffee Roasters", "5550187301", "Good morning from the harbour!"],
    ["Northwind Bicycles", "5550187302", "Hello, the workshop is open."],
    ["Lantern Books", "5550187303", "Welcome, what do you like to read?"],
  ] as const) {
    const { id: waba_id } = await createWhatsappBusinessAccount(client, {
      business_id: sandbox.businesses[0].id,
      name,
    });
    await subscribeApp(client, { waba_id }); // webhooks of the account come to our app
    const { id } = await createPhoneNumber(client, { waba_id, cc: "1", phone_number, verified_name: name });
    const number = { phone_number_id: id };
    await requestPhoneNumberCode(client, { ...number, code_method: "SMS", language: "en_US" });
    await verifyPhoneNumberCode(client, { ...number, code: sandbox.codeFor(id) ?? "" });
    await registerPhoneNumber(client, { ...number, pin: "581063" });
    tenants.push({ name, waba_id, phone_number_id: id, access_token: sandbox.issueToken(), greeting });
  }
  return tenants;
}
