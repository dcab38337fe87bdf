import { type Schemas, signWebhook } from "@openwaba/webhooks";
import { expect, it } from "vitest";
import { asciiJson, envelopeText, signedHeaders } from "./envelope.ts";

it("an envelope has the bytes and the signature of signWebhook()", async () => {
  const changes = ["Grüße \u007f\u0080", "\ud83c\udf75 \ud83c", '"\\\n\u2028'].map((body) => ({
    field: "hologram",
    value: { body, ["ключ"]: 1.5 },
  }));
  for (const origin of [{ id: "1" }, { id: 'é"', time: 1_795_602_000 }]) {
    const entry = [{ ...origin, changes }] as Schemas["WebhookEntry"][];
    const { body, headers } = await signWebhook({ object: "whatsapp_business_account", entry }, "secret");
    const written = envelopeText(origin, changes.map(asciiJson));
    expect(written).toBe(body);
    expect(written).toMatch(/^[ -\u007f]+$/);
    expect(signedHeaders(written, "secret")).toMatchObject(headers);
  }
});
