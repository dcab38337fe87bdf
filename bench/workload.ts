export const version = "v25.0";
export const token = `EAAB${"a1B2c3D4".repeat(24)}`;
export const graphUrl = "https://graph.facebook.com";

export const accountId = "102290129340398";
export const phoneNumberId = "108110225544001";

/** A template message, the most common kind. */
const message = {
  messaging_product: "whatsapp" as const,
  recipient_type: "individual" as const,
  type: "template" as const,
  template: {
    name: "order_confirmation",
    language: { code: "en_US" as const },
    components: [
      {
        type: "body" as const,
        parameters: [
          { type: "text" as const, text: "Pablo" },
          { type: "text" as const, text: "860198-230332" },
        ],
      },
    ],
  },
};

export type Message = typeof message & { to: string };

let recipients = 0;

/** A message to a new recipient each time. */
export function nextMessage(): Message {
  return { ...message, to: `1650${String(recipients++).padStart(7, "0")}` };
}

export const sent = JSON.stringify({
  messaging_product: "whatsapp",
  contacts: [{ input: "16505551234", wa_id: "16505551234" }],
  messages: [{ id: "wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA", message_status: "accepted" }],
});

export const phoneNumbers = JSON.stringify({ data: [numberAt(1), numberAt(2), numberAt(3)] });

export function numberAt(index: number) {
  return {
    id: String(Number(phoneNumberId) + index),
    verified_name: "Jasper's Market",
    display_phone_number: `+1 631-555-${String(index).padStart(4, "0")}`,
    quality_rating: "GREEN",
    code_verification_status: "VERIFIED",
    platform_type: "CLOUD_API",
    throughput: { level: "STANDARD" },
  };
}

/** Response headers of the platform, without those of the network. */
export function answerHeaders(text: string): Record<string, string> {
  return {
    "content-type": "application/json; charset=UTF-8",
    "content-length": String(Buffer.byteLength(text)),
    "facebook-api-version": version,
    "x-app-usage": '{"call_count":3,"total_cputime":1,"total_time":2}',
    "x-business-use-case-usage": `{"${accountId}":[{"type":"whatsapp_business_management","call_count":4,"total_cputime":2,"total_time":1,"estimated_time_to_regain_access":0}]}`,
    "x-fb-request-id": "A5kZ8vYqLw2R1tXc9BfD0nEm",
    "x-fb-trace-id": "Bq7Lr2mXwPz",
  };
}

/** A `fetch` that returns `text` at once for every request. */
export function stubFetch(text: string): typeof fetch {
  const headers = answerHeaders(text);
  return async () => new Response(text, { headers });
}
