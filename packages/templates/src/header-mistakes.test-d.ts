import { describe, test } from "vitest";
import { createTemplatesClient } from "./index.ts";

const client = createTemplatesClient({ auth: "EAAB" });
const params = { path: { waba_id: "102290129340398" } };
const marketing = { name: "autumn_tasting", language: "en_GB", category: "MARKETING" } as const;
const utility = { name: "delivery_on_its_way", language: "en_GB", category: "UTILITY" } as const;

describe("the compiler refuses a header", () => {
  const example = { header_handle: ["4::aW1hZ2UvanBlZw==:ARZ2harbourcoffee"] };

  test("without format", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "HEADER", text: "Autumn" }] },
    });
  });

  test("of a format that does not exist", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "HEADER", format: "AUDIO", example }] },
    });
  });

  test("of media without a sample", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "HEADER", format: "IMAGE" }] },
    });
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "HEADER", format: "DOCUMENT" }] },
    });
  });

  test("of media with the sample not in a list", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "HEADER", format: "IMAGE", example: { header_handle: "4::aW1h" } }] },
    });
  });

  test("of media with the address of a sample", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      body: {
        ...marketing,
        // @ts-expect-error
        components: [{ type: "HEADER", format: "VIDEO", example: { header_url: ["https://a.example"] } }],
      },
    });
  });

  test("of media with a text", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "HEADER", format: "IMAGE", text: "Autumn", example }] },
    });
  });

  test("of text without text", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "HEADER", format: "TEXT" }] },
    });
  });

  test("of a location with a sample", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "HEADER", format: "LOCATION", example }] },
    });
  });

  test("of a film or a product outside of marketing", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, components: [{ type: "HEADER", format: "GIF", example }] },
    });
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, components: [{ type: "HEADER", format: "PRODUCT" }] },
    });
  });
});

describe("the compiler refuses a carousel", () => {
  test("without cards", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "CAROUSEL" }] },
    });
  });

  test("outside of marketing", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...utility, components: [{ type: "CAROUSEL", cards: [] }] },
    });
  });

  test("whose cards are numbered as when sending", () => {
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "CAROUSEL", cards: [{ card_index: 0, components: [] }] }] },
    });
  });

  test("whose cards have a footer", () => {
    const footer = { type: "FOOTER" as const, text: "Northwind Bicycles" };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "CAROUSEL", cards: [{ components: [footer] }] }] },
    });
  });

  test("whose cards have a text for a header", () => {
    const header = { type: "HEADER" as const, format: "TEXT" as const, text: "Autumn" };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "CAROUSEL", cards: [{ components: [header] }] }] },
    });
  });

  test("whose cards open a flow", () => {
    const flow = { type: "FLOW" as const, text: "Book", flow_id: "1321230011223344" };
    const buttons = { type: "BUTTONS" as const, buttons: [flow] };
    client.POST("/{waba_id}/message_templates", {
      params,
      // @ts-expect-error
      body: { ...marketing, components: [{ type: "CAROUSEL", cards: [{ components: [buttons] }] }] },
    });
  });
});
