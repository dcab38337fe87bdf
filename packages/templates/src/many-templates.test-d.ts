import { describe, expectTypeOf, test } from "vitest";
import {
  archiveMessageTemplates,
  compareMessageTemplates,
  createTemplateGroup,
  createTemplatesClient,
  getMessageTemplate,
  getTemplateGroup,
  listLibraryTemplates,
  listTemplateGroups,
  migrateMessageTemplates,
  previewMessageTemplates,
  type Schemas,
  unpauseMessageTemplate,
  updateTemplateGroup,
  upsertMessageTemplates,
} from "./index.ts";

const client = createTemplatesClient({ auth: "EAAB", ids: { waba_id: "102290129340398" } });
const template_id = "1689556908129832";

describe("upsertMessageTemplates", () => {
  const template = { name: "login_code", languages: ["en_GB", "de"], category: "AUTHENTICATION" } as const;
  const components = [{ type: "BODY", add_security_recommendation: true }] as const;
  const upsertButton = (button: Schemas["UpsertedOtpButton"]) =>
    upsertMessageTemplates(client, {
      ...template,
      components: [...components, { type: "BUTTONS", buttons: [button] }],
    });

  test("takes several languages and answers one template for each", async () => {
    const { data } = await upsertMessageTemplates(client, { ...template, components });
    expectTypeOf(data).items.toHaveProperty("id").toEqualTypeOf<string>();
    expectTypeOf<"A_STATE_ADDED_LATER">().toExtend<NonNullable<(typeof data)[number]["status"]>>();
  });

  test("takes no single language, and no other category", () => {
    // @ts-expect-error
    upsertMessageTemplates(client, { ...template, components, language: "en_GB" });
    // @ts-expect-error
    upsertMessageTemplates(client, { name: "login_code", language: "en_GB", category: "AUTHENTICATION", components });
    // @ts-expect-error
    upsertMessageTemplates(client, { ...template, components, languages: "en_GB,de" });
    // @ts-expect-error
    upsertMessageTemplates(client, { ...template, components, category: "UTILITY" });
  });

  test("takes no words of one's own", () => {
    // @ts-expect-error
    upsertMessageTemplates(client, { ...template, components: [{ type: "BODY", text: "Your code is {{1}}." }] });
    // @ts-expect-error
    upsertButton({ type: "OTP", otp_type: "COPY_CODE", text: "Copy" });
    const supported_apps = [{ package_name: "example.harbourcoffee.app", signature_hash: "K8a/AINcGX7" }];
    upsertButton({ type: "OTP", otp_type: "ONE_TAP", supported_apps });
    // @ts-expect-error
    upsertButton({ type: "OTP", otp_type: "ONE_TAP", supported_apps, autofill_text: "Fill in" });
    // @ts-expect-error
    upsertButton({ type: "OTP", otp_type: "ONE_TAP" });
  });
});

describe("compareMessageTemplates", () => {
  const span = { start: 1793260800, end: 1793865600 };
  const template_ids = ["1689556908129834"];

  test("answers metrics that are open to others", async () => {
    const { data } = await compareMessageTemplates(client, { template_id, template_ids, ...span });
    expectTypeOf(data[0]?.order_by_relative_metric).toEqualTypeOf<string[] | undefined>();
    expectTypeOf<"A_METRIC_ADDED_LATER">().toExtend<NonNullable<(typeof data)[number]["metric"]>>();
  });

  test("takes the other template in a list, and the span in seconds", () => {
    // @ts-expect-error
    compareMessageTemplates(client, { template_id, template_ids: "1689556908129834", ...span });
    // @ts-expect-error
    compareMessageTemplates(client, { template_id, template_ids: [1689556908129834], ...span });
    // @ts-expect-error
    compareMessageTemplates(client, { template_id, template_ids, start: "2026-11-01", end: "2026-11-08" });
    // @ts-expect-error
    compareMessageTemplates(client, { template_id, template_ids, start: new Date(), end: new Date() });
    // @ts-expect-error
    compareMessageTemplates(client, { template_id, template_ids, end: 1793865600 });
  });
});

describe("migrateMessageTemplates", () => {
  const source_waba_id = "102290129340399";

  test("answers what was copied, and a reason for each that was not", async () => {
    const answer = await migrateMessageTemplates(client, { source_waba_id, page_number: 0, count: 200 });
    expectTypeOf(answer.migrated_templates).toEqualTypeOf<string[] | undefined>();
    expectTypeOf(answer.failed_templates?.["1689556908129836"]).toExtend<string | undefined>();
  });

  test("takes the source in the body, counts as numbers", () => {
    // @ts-expect-error
    migrateMessageTemplates(client, { page_number: 0 });
    // @ts-expect-error
    migrateMessageTemplates(client, { source_waba_id, count: "200" });
    // @ts-expect-error
    migrateMessageTemplates(client, { source_waba_id, page_number: "0" });
    // @ts-expect-error
    migrateMessageTemplates(client, { source_waba_id, page: 1 });
    // @ts-expect-error
    migrateMessageTemplates(client, { source_waba_id, template_ids: "1689556908129836" });
  });
});

test("archiveMessageTemplates takes ids in a list, by the name that the platform gives them", async () => {
  const answer = await archiveMessageTemplates(client, { hsm_ids: [template_id] });
  expectTypeOf(answer.archived_templates).toEqualTypeOf<string[] | undefined>();
  // @ts-expect-error
  answer.unarchived_templates;
  // @ts-expect-error
  archiveMessageTemplates(client, { hsm_ids: `${template_id},1689556908129834` });
  // @ts-expect-error
  archiveMessageTemplates(client, { template_ids: [template_id] });
});

test("unpauseMessageTemplate answers whether it did, and why not", async () => {
  expectTypeOf(await unpauseMessageTemplate(client, { template_id })).toEqualTypeOf<{
    success: boolean;
    reason?: string;
  }>();
});

test("previewMessageTemplates takes lists and needs the kind of the buttons", () => {
  previewMessageTemplates(client, { category: "AUTHENTICATION", button_types: ["OTP"], languages: ["de"] });
  // @ts-expect-error
  previewMessageTemplates(client, { category: "AUTHENTICATION" });
  // @ts-expect-error
  previewMessageTemplates(client, { category: "UTILITY", button_types: ["OTP"] });
  // @ts-expect-error
  previewMessageTemplates(client, { category: "AUTHENTICATION", button_types: ["OTP"], languages: "de" });
});

test("listLibraryTemplates is closed in what it asks for, open in what it answers", async () => {
  const { data } = await listLibraryTemplates(client, { usecase: "DELIVERY_UPDATE", topic: "group_invite_link" });
  expectTypeOf<"A_KIND_ADDED_LATER">().toExtend<NonNullable<(typeof data)[number]["body_param_types"]>[number]>();
  // @ts-expect-error
  listLibraryTemplates(client, { usecase: "PARCEL" });
  // @ts-expect-error
  listLibraryTemplates(client, { use_case: "DELIVERY_UPDATE" });
});

describe("groups of templates", () => {
  const template_group_id = "9020555671393301";

  test("are created from ids and changed by what comes and goes", () => {
    createTemplateGroup(client, { name: "Parcels", whatsapp_business_templates: [template_id] });
    updateTemplateGroup(client, { template_group_id, add_templates: [template_id] });
    // @ts-expect-error
    createTemplateGroup(client, { name: "Parcels" });
    // @ts-expect-error
    createTemplateGroup(client, { name: "Parcels", whatsapp_business_templates: [1689556908129832] });
    // @ts-expect-error
    updateTemplateGroup(client, { template_group_id, whatsapp_business_templates: [template_id] });
  });

  test("are narrowed to the selected fields", async () => {
    const group = await getTemplateGroup(client, { template_group_id, fields: ["name"] });
    expectTypeOf(group).toEqualTypeOf<{ id: string; name?: string }>();
    for await (const { name } of listTemplateGroups(client)) expectTypeOf(name).toEqualTypeOf<string | undefined>();
    // @ts-expect-error
    getTemplateGroup(client, { template_group_id, fields: ["templates"] });
  });
});

test("the highest price of a template is read under its present name", async () => {
  const { optimization_spec } = await getMessageTemplate(client, { template_id, fields: ["optimization_spec"] });
  expectTypeOf(optimization_spec?.bid_amount).toEqualTypeOf<number | undefined>();
});
