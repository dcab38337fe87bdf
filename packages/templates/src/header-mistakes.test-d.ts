import { test } from "vitest";
import { create, marketing, utility } from "./create.test-support.ts";

test("the compiler refuses a header", () => {
  const example = { header_handle: ["4::aW1hZ2UvanBlZw==:ARZ2harbourcoffee"] };
  // @ts-expect-error: without format
  create({ ...marketing, components: [{ type: "HEADER", text: "Autumn" }] });
  // @ts-expect-error: of a format that does not exist
  create({ ...marketing, components: [{ type: "HEADER", format: "AUDIO", example }] });
  // @ts-expect-error: of an image without a sample
  create({ ...marketing, components: [{ type: "HEADER", format: "IMAGE" }] });
  // @ts-expect-error: of a document without a sample
  create({ ...marketing, components: [{ type: "HEADER", format: "DOCUMENT" }] });
  // @ts-expect-error: of media with the sample not in a list
  create({ ...marketing, components: [{ type: "HEADER", format: "IMAGE", example: { header_handle: "4::aW1h" } }] });
  const header_url = ["https://a.example"];
  // @ts-expect-error: of media with the address of a sample
  create({ ...marketing, components: [{ type: "HEADER", format: "VIDEO", example: { header_url } }] });
  // @ts-expect-error: of media with a text
  create({ ...marketing, components: [{ type: "HEADER", format: "IMAGE", text: "Autumn", example }] });
  // @ts-expect-error: of text without text
  create({ ...marketing, components: [{ type: "HEADER", format: "TEXT" }] });
  // @ts-expect-error: of a location with a sample
  create({ ...marketing, components: [{ type: "HEADER", format: "LOCATION", example }] });
  // @ts-expect-error: of a film outside of marketing
  create({ ...utility, components: [{ type: "HEADER", format: "GIF", example }] });
  // @ts-expect-error: of a product outside of marketing
  create({ ...utility, components: [{ type: "HEADER", format: "PRODUCT" }] });
});

test("the compiler refuses a carousel", () => {
  // @ts-expect-error: without cards
  create({ ...marketing, components: [{ type: "CAROUSEL" }] });
  // @ts-expect-error: outside of marketing
  create({ ...utility, components: [{ type: "CAROUSEL", cards: [] }] });
  // @ts-expect-error: whose cards are numbered as when sending
  create({ ...marketing, components: [{ type: "CAROUSEL", cards: [{ card_index: 0, components: [] }] }] });
  const footer = { type: "FOOTER" as const, text: "Northwind Bicycles" };
  // @ts-expect-error: whose cards have a footer
  create({ ...marketing, components: [{ type: "CAROUSEL", cards: [{ components: [footer] }] }] });
  const header = { type: "HEADER" as const, format: "TEXT" as const, text: "Autumn" };
  // @ts-expect-error: whose cards have a text for a header
  create({ ...marketing, components: [{ type: "CAROUSEL", cards: [{ components: [header] }] }] });
  const flow = { type: "FLOW" as const, text: "Book", flow_id: "1321230011223344" };
  const buttons = { type: "BUTTONS" as const, buttons: [flow] };
  // @ts-expect-error: whose cards open a flow
  create({ ...marketing, components: [{ type: "CAROUSEL", cards: [{ components: [buttons] }] }] });
});
