import { createHash } from "node:crypto";
import { authenticationParts } from "./authentication.ts";
import type { TemplateButton, TemplateCategory, TemplateComponent } from "./template.ts";

/** Parts as a call gives them, with their kinds in upper case, as rules and answers have them. */
export function inUpperCase(components: unknown): TemplateComponent[] {
  const given = Array.isArray(components) ? (components as TemplateComponent[]) : [];
  return given.map((component) => ({
    ...component,
    type: component.type.toUpperCase(),
    ...(component.format !== undefined && { format: component.format.toUpperCase() }),
    ...(component.buttons && { buttons: component.buttons.map(buttonInUpperCase) }),
    ...(component.cards && {
      cards: component.cards.map((card) => ({ ...card, components: inUpperCase(card.components) })),
    }),
  }));
}

function buttonInUpperCase(button: TemplateButton): TemplateButton {
  const { type, otp_type } = button;
  return {
    ...button,
    type: type.toUpperCase(),
    ...(otp_type !== undefined && { otp_type: otp_type.toUpperCase() }),
  };
}

/** Parts as the platform stores and shows them: its own texts, addresses in place of handles, lists of samples. */
export function storedParts(
  components: readonly TemplateComponent[],
  category: TemplateCategory,
  language: string,
): TemplateComponent[] {
  if (category === "AUTHENTICATION") return authenticationParts(components, language);
  return components.map((component) => {
    const { buttons, cards, example } = component;
    return {
      ...component,
      ...(example?.header_handle && {
        example: { ...example, header_handle: example.header_handle.map(addressOfHandle) },
      }),
      ...(buttons && { buttons: buttons.map(storedButton) }),
      ...(cards && {
        cards: cards.map((card) => ({ ...card, components: storedParts(card.components, category, language) })),
      }),
    };
  });
}

function storedButton(button: TemplateButton): TemplateButton {
  const { type, example } = button;
  if (type !== "COPY_CODE") return button;
  return { ...button, text: "Copy offer code", ...(typeof example === "string" && { example: [example] }) };
}

/** The platform shows an address of the file, by which no file of the sandbox is found. */
function addressOfHandle(handle: string): string {
  if (/^https?:/.test(handle)) return handle;
  const name = createHash("sha256").update(handle).digest("hex").slice(0, 32);
  return `https://scontent.example.com/templates/${name}`;
}

/** `{ image_touchups: { enroll_status } }` as the list that the platform shows. */
export function storedFeatures(spec: unknown): object | undefined {
  const { creative_features_spec: features } = (spec ?? {}) as { creative_features_spec?: object };
  if (!features) return undefined;
  const list = Object.entries(features).map(([key, value]: [string, object]) => ({ key: key.toUpperCase(), value }));
  return { creative_features_spec: list };
}
