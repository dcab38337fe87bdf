import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createPhoneNumbersClient } from "./index.ts";

const client = createPhoneNumbersClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const edge = "/{phone_number_id}/settings";

type Settings = Parameters<typeof client.POST<typeof edge>>[1]["body"];

const set = (body: Settings) => client.POST(edge, { params, body });

describe("calling", () => {
  const call = (calling: NonNullable<Settings["calling"]>) => set({ calling });
  const open = (call_hours: NonNullable<NonNullable<Settings["calling"]>["call_hours"]>) => call({ call_hours });
  const on = { status: "ENABLED" as const };

  test("can be switched in either spelling", () => {
    call({ status: "ENABLED", call_icon_visibility: "DISABLE_ALL" });
    call({ status: "disabled", callback_permission_status: "ENABLED" });
  });

  test("takes hours with holidays", () => {
    const weekly_operating_hours = [{ day_of_week: "MONDAY" as const, open_time: "0900", close_time: "1700" }];
    const holiday_schedule = [{ date: "2026-12-24", start_time: "0900", end_time: "1200" }];
    open({ ...on, timezone_id: "Europe/London", weekly_operating_hours, holiday_schedule });
  });

  test("takes SIP, video, codecs, voicemail and countries", () => {
    const servers = [{ hostname: "sip.harbour-coffee.example", port: 5061, request_uri_user_params: { tgrp: "wa" } }];
    call({ sip: { status: "ENABLED", servers } });
    call({ sip: { servers: [] }, srtp_key_exchange_protocol: "SDES" });
    call({ video: { status: "ENABLED" } });
    call({ audio: { additional_codecs: ["PCMA", "PCMU"] } });
    const audio = { default: { announcement_media_id: "1166846181421424", timeout_seconds: 20 } };
    call({ voicemail: { status: "ENABLED", triggers: ["TIMEOUT"], audio } });
    call({ call_icons: { restrict_to_user_countries: ["GB"] } });
  });

  test("refuses a status", () => {
    // @ts-expect-error: in mixed case
    call({ status: "Enabled" });
    // @ts-expect-error: as a verb
    call({ status: "ENABLE" });
    // @ts-expect-error: as a switch
    call({ status: true });
    // @ts-expect-error: that stands alone
    set({ calling: "ENABLED" });
    // @ts-expect-error: of other words
    call({ video: { status: "ON" } });
  });

  test("refuses values that a switch does not know", () => {
    // @ts-expect-error: the one of icons
    call({ call_icon_visibility: "DISABLED" });
    // @ts-expect-error: the one of the permission to call back
    call({ callback_permission_status: "DEFAULT" });
    // @ts-expect-error: the exchange of keys
    call({ srtp_key_exchange_protocol: "ZRTP" });
    // @ts-expect-error: codecs
    call({ audio: { additional_codecs: ["OPUS"] } });
    // @ts-expect-error: the triggers of voicemail
    call({ voicemail: { status: "ENABLED", triggers: ["BUSY"] } });
  });

  test("refuses hours", () => {
    // @ts-expect-error: without a status
    open({ timezone_id: "Europe/London" });
    // @ts-expect-error: of a day without an end
    open({ ...on, weekly_operating_hours: [{ day_of_week: "MONDAY", open_time: "0900" }] });
    const day = { day_of_week: "MONDAY" as const, open_time: "0900", close_time: "1700" };
    // @ts-expect-error: of a day cut short
    open({ ...on, weekly_operating_hours: [{ ...day, day_of_week: "MON" }] });
    // @ts-expect-error: with times as numbers
    open({ ...on, weekly_operating_hours: [{ ...day, open_time: 900 }] });
  });

  test("refuses holidays", () => {
    const holiday = { date: "2026-12-24", start_time: "0900", end_time: "1200" };
    // @ts-expect-error: with the words of weekdays
    open({ ...on, holiday_schedule: [{ ...holiday, open_time: "0900" }] });
    // @ts-expect-error: without an end
    open({ ...on, holiday_schedule: [{ date: "2026-12-24", start_time: "0900" }] });
  });

  test("refuses what answers have and requests have not", () => {
    // @ts-expect-error: restrictions
    call({ restrictions: { restrictions_list: [] } });
    // @ts-expect-error: the time zone by its other name
    open({ ...on, timezone: "Europe/London" });
    // @ts-expect-error: addresses of the platform
    call({ ip_addresses: { default: ["203.0.113.7"] } });
  });

  test("refuses SIP servers", () => {
    // @ts-expect-error: without a host
    call({ sip: { servers: [{ port: 5061 }] } });
    // @ts-expect-error: with a port in a string
    call({ sip: { servers: [{ hostname: "sip.example", port: "5061" }] } });
    // @ts-expect-error: outside of a list
    call({ sip: { servers: { hostname: "sip.example" } } });
  });
});

describe("storage", () => {
  const store = (storage_configuration: NonNullable<Settings["storage_configuration"]>) =>
    set({ storage_configuration });

  test("can be moved into a country, moved back and left out", () => {
    store({ status: "IN_COUNTRY_STORAGE_ENABLED", data_localization_region: "DE" });
    store({ status: "IN_COUNTRY_STORAGE_DISABLED" });
    store({ status: "NO_STORAGE_ENABLED", retention_minutes: 60 });
  });

  test("refuses the status of others, a region that is no country, and minutes in a string", () => {
    // @ts-expect-error: the status of the other features
    store({ status: "ENABLED" });
    // @ts-expect-error: the default that only answers have
    store({ status: "DEFAULT" });
    // @ts-expect-error: a region that is no country
    store({ data_localization_region: "EU" });
    // @ts-expect-error: a country in small letters
    store({ data_localization_region: "de" });
    // @ts-expect-error: minutes in a string
    store({ retention_minutes: "60" });
  });
});

describe("user identity change", () => {
  test("can be switched", () => {
    set({ user_identity_change: { enable_identity_key_check: true } });
  });

  test("refuses what is no switch", () => {
    // @ts-expect-error: a status in place of the switch
    set({ user_identity_change: { status: "ENABLED" } });
    // @ts-expect-error: the switch in a string
    set({ user_identity_change: { enable_identity_key_check: "true" } });
    // @ts-expect-error: the bare switch
    set({ user_identity_change: true });
  });
});

describe("payload encryption", () => {
  const client_encryption_key = "-----BEGIN PUBLIC KEY-----";

  test("can be switched on with a key, and off", () => {
    set({ payload_encryption: { status: "ENABLED", client_encryption_key } });
    set({ payload_encryption: { status: "DISABLED" } });
  });

  test("refuses keys and statuses that do not belong to it", () => {
    // @ts-expect-error: a key without a status
    set({ payload_encryption: { client_encryption_key } });
    // @ts-expect-error: a key that only answers have
    set({ payload_encryption: { status: "ENABLED", cloud_encryption_key: "MIIB" } });
    // @ts-expect-error: the status of another feature
    set({ payload_encryption: { status: "IN_COUNTRY_STORAGE_ENABLED" } });
  });
});

describe("settings", () => {
  test("answer each feature, and SIP passwords when asked for", async () => {
    const query = { include_sip_credentials: true };
    const settings = unwrap(await client.GET(edge, { params: { ...params, query } }));
    expectTypeOf<keyof typeof settings>().toEqualTypeOf<
      "calling" | "payload_encryption" | "storage_configuration" | "user_identity_change"
    >();
    expectTypeOf(settings.calling?.sip?.servers?.[0]?.sip_user_password).toEqualTypeOf<string | undefined>();
  });

  test("refuse what belongs to no feature, and calls of other kinds", () => {
    // @ts-expect-error: a status outside of a feature
    set({ status: "ENABLED" });
    // @ts-expect-error: a feature in camel case
    set({ payloadEncryption: { status: "ENABLED" } });
    // @ts-expect-error: no body
    client.POST(edge, { params });
    // @ts-expect-error: fields
    client.GET(edge, { params: { ...params, query: { fields: ["calling"] } } });
    // @ts-expect-error: the question about SIP in a string
    client.GET(edge, { params: { ...params, query: { include_sip_credentials: "true" } } });
    // @ts-expect-error: deletion
    client.DELETE(edge, { params });
  });
});
