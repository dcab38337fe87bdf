import { unwrap } from "@openwaba/runtime";
import { describe, expectTypeOf, test } from "vitest";
import { createPhoneNumbersClient } from "./index.ts";

const client = createPhoneNumbersClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "106540352242922" } };
const edge = "/{phone_number_id}/settings";

describe("calling", () => {
  test("can be switched in either spelling", () => {
    client.POST(edge, { params, body: { calling: { status: "ENABLED", call_icon_visibility: "DISABLE_ALL" } } });
    client.POST(edge, { params, body: { calling: { status: "disabled", callback_permission_status: "ENABLED" } } });
  });

  test("takes hours with holidays", () => {
    const call_hours = {
      status: "ENABLED" as const,
      timezone_id: "Europe/London",
      weekly_operating_hours: [{ day_of_week: "MONDAY" as const, open_time: "0900", close_time: "1700" }],
      holiday_schedule: [{ date: "2026-12-24", start_time: "0900", end_time: "1200" }],
    };
    client.POST(edge, { params, body: { calling: { call_hours } } });
  });

  test("takes SIP, video, codecs, voicemail and countries", () => {
    const servers = [{ hostname: "sip.harbour-coffee.example", port: 5061, request_uri_user_params: { tgrp: "wa" } }];
    client.POST(edge, { params, body: { calling: { sip: { status: "ENABLED", servers } } } });
    client.POST(edge, { params, body: { calling: { sip: { servers: [] }, srtp_key_exchange_protocol: "SDES" } } });
    client.POST(edge, { params, body: { calling: { video: { status: "ENABLED" } } } });
    client.POST(edge, { params, body: { calling: { audio: { additional_codecs: ["PCMA", "PCMU"] } } } });
    const audio = { default: { announcement_media_id: "1166846181421424", timeout_seconds: 20 } };
    client.POST(edge, {
      params,
      body: { calling: { voicemail: { status: "ENABLED", triggers: ["TIMEOUT"], audio } } },
    });
    client.POST(edge, { params, body: { calling: { call_icons: { restrict_to_user_countries: ["GB"] } } } });
  });

  test("refuses a status of another spelling or type", () => {
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { status: "Enabled" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { status: "ENABLE" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { status: true } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: "ENABLED" } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { video: { status: "ON" } } } });
  });

  test("refuses values that a switch does not know", () => {
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { call_icon_visibility: "DISABLED" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { callback_permission_status: "DEFAULT" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { srtp_key_exchange_protocol: "ZRTP" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { audio: { additional_codecs: ["OPUS"] } } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { voicemail: { status: "ENABLED", triggers: ["BUSY"] } } } });
  });

  test("refuses hours without a status", () => {
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { call_hours: { timezone_id: "Europe/London" } } } });
  });

  test("refuses days without an end, cut short or with times as numbers", () => {
    const on = { status: "ENABLED" as const };
    const day = { day_of_week: "MONDAY" as const, open_time: "0900", close_time: "1700" };
    client.POST(edge, {
      params,
      body: {
        // @ts-expect-error
        calling: { call_hours: { ...on, weekly_operating_hours: [{ day_of_week: "MONDAY", open_time: "0900" }] } },
      },
    });
    client.POST(edge, {
      params,
      // @ts-expect-error
      body: { calling: { call_hours: { ...on, weekly_operating_hours: [{ ...day, day_of_week: "MON" }] } } },
    });
    client.POST(edge, {
      params,
      // @ts-expect-error
      body: { calling: { call_hours: { ...on, weekly_operating_hours: [{ ...day, open_time: 900 }] } } },
    });
  });

  test("refuses holidays with the words of weekdays or without an end", () => {
    const on = { status: "ENABLED" as const };
    const holiday = { date: "2026-12-24", start_time: "0900", end_time: "1200" };
    client.POST(edge, {
      params,
      // @ts-expect-error
      body: { calling: { call_hours: { ...on, holiday_schedule: [{ ...holiday, open_time: "0900" }] } } },
    });
    client.POST(edge, {
      params,
      // @ts-expect-error
      body: { calling: { call_hours: { ...on, holiday_schedule: [{ date: "2026-12-24", start_time: "0900" }] } } },
    });
  });

  test("refuses what answers have and requests have not", () => {
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { restrictions: { restrictions_list: [] } } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { call_hours: { status: "ENABLED", timezone: "Europe/London" } } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { ip_addresses: { default: ["203.0.113.7"] } } } });
  });

  test("refuses SIP servers without a host, with a port in a string, or outside of a list", () => {
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { sip: { servers: [{ port: 5061 }] } } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { sip: { servers: [{ hostname: "sip.example", port: "5061" }] } } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { calling: { sip: { servers: { hostname: "sip.example" } } } } });
  });
});

describe("storage", () => {
  test("can be moved into a country, moved back and left out", () => {
    const region = "DE" as const;
    client.POST(edge, {
      params,
      body: { storage_configuration: { status: "IN_COUNTRY_STORAGE_ENABLED", data_localization_region: region } },
    });
    client.POST(edge, { params, body: { storage_configuration: { status: "IN_COUNTRY_STORAGE_DISABLED" } } });
    client.POST(edge, {
      params,
      body: { storage_configuration: { status: "NO_STORAGE_ENABLED", retention_minutes: 60 } },
    });
  });

  test("refuses the status of the other features and the default that only answers have", () => {
    // @ts-expect-error
    client.POST(edge, { params, body: { storage_configuration: { status: "ENABLED" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { storage_configuration: { status: "DEFAULT" } } });
  });

  test("refuses a region that is no country of the list, and minutes in a string", () => {
    // @ts-expect-error
    client.POST(edge, { params, body: { storage_configuration: { data_localization_region: "EU" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { storage_configuration: { data_localization_region: "de" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { storage_configuration: { retention_minutes: "60" } } });
  });
});

describe("user identity change", () => {
  test("can be switched", () => {
    client.POST(edge, { params, body: { user_identity_change: { enable_identity_key_check: true } } });
  });

  test("refuses a status in place of the switch, the switch in a string, and the bare switch", () => {
    // @ts-expect-error
    client.POST(edge, { params, body: { user_identity_change: { status: "ENABLED" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { user_identity_change: { enable_identity_key_check: "true" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { user_identity_change: true } });
  });
});

describe("payload encryption", () => {
  test("can be switched on with a key, and off", () => {
    const client_encryption_key = "-----BEGIN PUBLIC KEY-----";
    client.POST(edge, { params, body: { payload_encryption: { status: "ENABLED", client_encryption_key } } });
    client.POST(edge, { params, body: { payload_encryption: { status: "DISABLED" } } });
  });

  test("refuses a key without a status, a key that only answers have, and the status of another feature", () => {
    client.POST(edge, {
      params,
      // @ts-expect-error
      body: { payload_encryption: { client_encryption_key: "-----BEGIN PUBLIC KEY-----" } },
    });
    // @ts-expect-error
    client.POST(edge, { params, body: { payload_encryption: { status: "ENABLED", cloud_encryption_key: "MIIB" } } });
    // @ts-expect-error
    client.POST(edge, { params, body: { payload_encryption: { status: "IN_COUNTRY_STORAGE_ENABLED" } } });
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

  test("refuse a status outside of a feature, and a feature in camel case", () => {
    // @ts-expect-error
    client.POST(edge, { params, body: { status: "ENABLED" } });
    // @ts-expect-error
    client.POST(edge, { params, body: { payloadEncryption: { status: "ENABLED" } } });
  });

  test("refuse no body, fields, the question about SIP in a string, and deletion", () => {
    // @ts-expect-error
    client.POST(edge, { params });
    // @ts-expect-error
    client.GET(edge, { params: { ...params, query: { fields: ["calling"] } } });
    // @ts-expect-error
    client.GET(edge, { params: { ...params, query: { include_sip_credentials: "true" } } });
    // @ts-expect-error
    client.DELETE(edge, { params });
  });
});
