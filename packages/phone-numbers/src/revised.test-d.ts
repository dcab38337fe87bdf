// What Meta's pages describe in two shapes under one version, or alike in all of them, is one document here.
import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createPhoneNumbersClient, type Paths, type PathsByVersion, type SchemasByVersion } from "./index.ts";

const client = createPhoneNumbersClient({ auth: "EAAB" });
const old = createPhoneNumbersClient({ auth: "EAAB", version: "v23.0" });
const numbers = "/{waba_id}/phone_numbers";
const register = "/{phone_number_id}/register";
const number = { path: { phone_number_id: "108110225544001" } };
const account = { path: { waba_id: "102290129340398" } };

type PathsV23 = PathsByVersion["v23.0"];

describe("requestOfficialBusinessAccount", () => {
  const edge = "/{phone_number_id}/official_business_account";

  test("takes the facts that the revised page asks for", () => {
    const body = {
      business_website_url: "https://harbour-coffee.example/",
      primary_country_of_operation: "GB",
      primary_language: "en",
      parent_business_or_brand: "Harbour Group",
      supporting_links: ["https://news.example/harbour"],
      additional_supporting_information: "Named roaster of the year",
    };
    old.POST(edge, { params: number, body });
    client.POST(edge, { params: number, body });
    // @ts-expect-error
    client.POST(edge, { params: number, body: { business_website_url: "https://harbour-coffee.example/" } });
    // @ts-expect-error
    client.POST(edge, { params: number, body: { primary_country_of_operation: "GB" } });
  });

  test("takes the application that the page described before", () => {
    const application = { business_name: "Harbour Coffee", website_url: "https://harbour-coffee.example/" };
    old.POST(edge, { params: number, body: { action: "SUBMIT_APPLICATION", application_data: application } });
    client.POST(edge, { params: number, body: { action: "WITHDRAW_APPLICATION" } });
    // @ts-expect-error
    client.POST(edge, { params: number, body: { application_data: application } });
    // @ts-expect-error
    client.POST(edge, { params: number, body: { action: "CANCEL_APPLICATION" } });
  });
});

describe("registerPhoneNumber", () => {
  test("takes no tier where the revised page has none, and the tier of the former page", () => {
    const body = { messaging_product: "whatsapp", pin: "123456" } as const;
    old.POST(register, { params: number, body });
    client.POST(register, { params: number, body: { ...body, tier: "PROD" } });
    // @ts-expect-error
    client.POST(register, { params: number, body: { ...body, tier: "TEST" } });
  });
});

describe("updatePhoneNumberSettings", () => {
  const edge = "/{phone_number_id}/settings";

  test("takes video, SIP and the key exchange of the revised page", () => {
    const sip = { status: "ENABLED" as const, servers: [{ hostname: "sip.harbour-coffee.example", port: 5061 }] };
    old.POST(edge, { params: number, body: { calling: { video: { status: "ENABLED" } } } });
    old.POST(edge, { params: number, body: { calling: { sip, srtp_key_exchange_protocol: "SDES" } } });
    client.POST(edge, { params: number, body: { calling: { video: { status: "DISABLED" } } } });
    client.POST(edge, { params: number, body: { calling: { sip, srtp_key_exchange_protocol: "DTLS" } } });
  });

  test("sets payload encryption of the number; the account has no settings", () => {
    const body = { payload_encryption: { status: "ENABLED" } } as const;
    old.POST(edge, { params: number, body });
    client.POST(edge, { params: number, body });
    // @ts-expect-error
    client.POST("/{waba_id}/settings", { params: account, body });
  });
});

describe("in every version", () => {
  const body = { cc: "1", phone_number: "15550123457", verified_name: "Northwind Bicycles" };

  type Both<Path extends keyof Paths & keyof PathsV23> = [PathsV23[Path], Paths[Path]];

  test("createPhoneNumber takes the same body", () => {
    type Body<Operation extends { requestBody: object }> = Operation["requestBody"];
    type Numbers = Both<typeof numbers>;
    expectTypeOf<Body<Numbers[0]["post"]>>().toEqualTypeOf<Body<Numbers[1]["post"]>>();
    old.POST(numbers, { params: account, body: { ...body, preverified_id: "106540352242922" } });
    client.POST(numbers, { params: account, body: { ...body, migrate_phone_number: false } });
    // @ts-expect-error
    client.POST(numbers, { params: account, body: { verified_name: "Northwind Bicycles" } });
  });

  test("createPhoneNumber answers the id, or reads the new number in the same call", async () => {
    expectTypeOf(unwrap(await client.POST(numbers, { params: account, body }))).toEqualTypeOf<{
      id: string;
    }>();
    const params = { ...account, query: { fields: ["display_phone_number", "verified_name"] } } as const;
    type Read = { id: string; display_phone_number?: string; verified_name?: string };
    expectTypeOf(unwrap(await client.POST(numbers, { params, body }))).toEqualTypeOf<Read>();
    expectTypeOf(unwrap(await old.POST(numbers, { params, body }))).toEqualTypeOf<Read>();
    // @ts-expect-error
    client.POST(numbers, { params: { ...account, query: { fields: ["certificate"] } }, body });
  });

  test("a list of numbers does not answer what it cannot be asked for", () => {
    type Listed<Version extends keyof SchemasByVersion> = keyof SchemasByVersion[Version]["ListedPhoneNumber"];
    expectTypeOf<"last_onboarded_time">().not.toExtend<Listed<"v23.0">>();
    expectTypeOf<"last_onboarded_time">().not.toExtend<Listed<"v25.0">>();
  });

  test("the automation of a number may come without an id", async () => {
    const params = { ...number, query: { fields: ["conversational_automation"] } } as const;
    const { conversational_automation: automation } = unwrap(await client.GET("/{phone_number_id}", { params }));
    expectTypeOf(automation?.id).toEqualTypeOf<string | undefined>();
    expectTypeOf(automation?.prompts).toEqualTypeOf<string[] | undefined>();
    const bot = unwrap(await client.GET("/{waba_bot_id}", { params: { path: { waba_bot_id: "8800112233445566" } } }));
    expectTypeOf(bot.id).toEqualTypeOf<string>();
  });

  test("pages that exist for v23.0 alone describe all versions", () => {
    type OfficialAccount = Both<"/{phone_number_id}/official_business_account">;
    expectTypeOf<OfficialAccount[0]>().toEqualTypeOf<OfficialAccount[1]>();
    type Registration = Both<typeof register>;
    expectTypeOf<Registration[0]>().toEqualTypeOf<Registration[1]>();
    type Settings = Both<"/{phone_number_id}/settings">;
    expectTypeOf<Settings[0]>().toEqualTypeOf<Settings[1]>();
    type Node = Both<"/{phone_number_id}">;
    expectTypeOf<Node[0]>().toEqualTypeOf<Node[1]>();
  });

  test("429 is documented, though Meta's newer pages leave it out", () => {
    type Numbers = Both<"/{whatsapp_account_number_id}">;
    expectTypeOf<429>().toExtend<keyof Numbers[0]["get"]["responses"]>();
    expectTypeOf<429>().toExtend<keyof Numbers[1]["get"]["responses"]>();
  });
});
