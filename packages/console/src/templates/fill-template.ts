import type { Schemas as Sent } from "@openwaba/messages";
import type { Schemas as Defined } from "@openwaba/templates";
import type { FileSource } from "../chats/content/media-view.tsx";
import type { Place } from "../chats/content/place-view.tsx";

/** A template as its recipient sees it. */
export interface FilledTemplate {
  readonly header?: FilledHeader;
  readonly body?: string;
  readonly footer?: string;
  readonly offer?: { readonly text: string; readonly endsAt?: number };
  /** How far an order is. */
  readonly status?: Sent["OrderStatusUpdate"];
  /** Page that a tap on the message opens. */
  readonly target?: { readonly url: string; readonly title: string };
  readonly asksToCall?: boolean;
  readonly buttons: readonly FilledButton[];
  readonly cards: readonly FilledTemplate[];
}

export type FilledHeader =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image" | "video" | "document"; readonly file: FileSource }
  | { readonly kind: "location"; readonly place: Place }
  | { readonly kind: "product"; readonly productId: string }
  /** What the recipient would see is only known when the template is sent. */
  | { readonly kind: "placeholder"; readonly format: string };

export type FilledButton =
  | { readonly kind: "reply"; readonly label: string; readonly payload: string }
  | { readonly kind: "link"; readonly label: string; readonly url: string }
  | { readonly kind: "code"; readonly label: string; readonly code: string }
  | {
      readonly kind: "flow";
      readonly label: string;
      readonly id?: string;
      readonly name?: string;
      readonly token: string;
      readonly screen?: string;
      readonly data?: unknown;
    }
  | { readonly kind: "products"; readonly label: string; readonly sections: readonly ProductSection[] }
  | { readonly kind: "order"; readonly label: string; readonly details: Sent["OrderDetails"] }
  | { readonly kind: "call"; readonly label: string; readonly payload?: string }
  | { readonly kind: "number"; readonly label: string }
  | { readonly kind: "other"; readonly label: string };

/** Products that a button opens. */
interface ProductSection {
  readonly title?: string;
  readonly product_items: readonly { readonly product_retailer_id: string }[];
}

type Component = Defined["TemplateComponent"] | Defined["TemplateCardComponent"];
type SentComponent = Sent["TemplateComponent"] | Sent["TemplateCardComponent"];
type Parameter = Sent["TemplateHeaderParameter"] | Sent["TemplateBodyParameter"];

/**
 * Puts what was sent into a template. Placeholders without a value stay, so that without anything sent this is the
 * preview of the template.
 */
export function fillTemplate(defined: readonly Component[], sent: readonly SentComponent[] = []): FilledTemplate {
  const part = (type: string) => defined.find((component) => sameWord(component.type, type));
  const header = part("HEADER");
  const body = part("BODY");
  const footer = part("FOOTER");
  const offer = part("LIMITED_TIME_OFFER");
  const carousel = part("CAROUSEL");
  const bodyText = body && textOf(body, parametersOf(sent, "body"));
  const status = firstOf(sent, "order_status");
  const [target] = firstOf(sent, "tap_target_configuration") ?? [];
  return {
    ...(header && { header: headerOf(header, parametersOf(sent, "header")) }),
    ...(bodyText !== undefined && { body: bodyText }),
    ...(footer && { footer: footerOf(footer) }),
    ...(offer && { offer: offerOf(offer, sent) }),
    ...(status && { status }),
    ...(target && { target }),
    ...(part("CALL_PERMISSION_REQUEST") && { asksToCall: true }),
    buttons: part("BUTTONS")?.buttons?.map((button, index) => buttonOf(button, index, sent)) ?? [],
    cards: carousel ? cardsOf(carousel, sent) : [],
  };
}

/** Text with `{{1}}` or `{{name}}` replaced by the value that was sent for it. */
export function putIn(text: string, parameters: readonly Parameter[]): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (placeholder, name: string) => {
    const named = parameters.find((parameter) => "parameter_name" in parameter && parameter.parameter_name === name);
    const parameter = named ?? (/^\d+$/.test(name) ? parameters[Number(name) - 1] : undefined);
    return (parameter && valueOf(parameter)) ?? placeholder;
  });
}

function valueOf(parameter: Parameter): string | undefined {
  switch (parameter.type) {
    case "text":
      return parameter.text;
    case "currency":
      return parameter.currency.fallback_value;
    case "date_time":
      return parameter.date_time.fallback_value;
    default:
      return undefined;
  }
}

function textOf({ text, ...component }: Component, parameters: readonly Parameter[]): string {
  const isAdvised = "add_security_recommendation" in component && component.add_security_recommendation === true;
  if (text !== undefined) return putIn(text, parameters);
  const code = putIn("*{{1}}* is your verification code.", parameters); // of authentication, which has no text of its own
  return isAdvised ? `${code} For your security, do not share this code.` : code;
}

function footerOf(footer: Component): string {
  if (footer.text !== undefined) return footer.text;
  const minutes = "code_expiration_minutes" in footer ? footer.code_expiration_minutes : undefined;
  return minutes === undefined ? "" : `This code expires in ${minutes} minutes.`;
}

function offerOf(offer: Component, sent: readonly SentComponent[]): { text: string; endsAt?: number } {
  const { text = "" } = ("limited_time_offer" in offer ? offer.limited_time_offer : undefined) ?? {};
  for (const component of sent) {
    if (component.type !== "limited_time_offer" && component.type !== "LIMITED_TIME_OFFER") continue;
    const endsAt = component.parameters[0]?.limited_time_offer.expiration_time_ms;
    if (endsAt !== undefined) return { text, endsAt };
  }
  return { text };
}

function headerOf(header: Component, parameters: readonly Parameter[]): FilledHeader {
  const { format = "TEXT", text = "" } = header;
  if (sameWord(format, "TEXT")) return { kind: "text", text: putIn(text, parameters) };
  const [parameter] = parameters;
  switch (parameter?.type) {
    case "image":
      return { kind: "image", file: parameter.image };
    case "video":
      return { kind: "video", file: parameter.video };
    case "document":
      return { kind: "document", file: parameter.document };
    case "location":
      return { kind: "location", place: parameter.location };
    case "product":
      return { kind: "product", productId: parameter.product.product_retailer_id };
    default:
      return { kind: "placeholder", format: format.toLowerCase() };
  }
}

function buttonOf(button: Defined["TemplateButton"], index: number, sent: readonly SentComponent[]): FilledButton {
  const { type = "", text, url = "", phone_number = "", otp_type, example } = button;
  const values = sent.flatMap((component): readonly object[] =>
    "sub_type" in component && Number(component.index ?? 0) === index ? (component.parameters ?? []) : [],
  );
  const find = (name: string) =>
    values.map((value): unknown => new Map<string, unknown>(Object.entries(value)).get(name)).find(isPresent);
  switch (type.toUpperCase()) {
    case "QUICK_REPLY":
      return { kind: "reply", label: text ?? "Reply", payload: String(find("payload") ?? text) };
    case "URL":
      // as templates of authentication are stored
      if (url.startsWith("https://www.whatsapp.com/otp/"))
        return { kind: "code", label: text ?? "Copy code", code: String(find("text") ?? "") };
      return {
        kind: "link",
        label: text ?? url,
        url: url.replace(/\{\{\s*\w+\s*\}\}/, (left) => String(find("text") ?? left)),
      };
    case "PHONE_NUMBER":
      return { kind: "link", label: text ?? phone_number, url: `tel:${phone_number}` };
    case "COPY_CODE":
      return { kind: "code", label: text ?? "Copy code", code: String(find("coupon_code") ?? example ?? "") };
    case "OTP":
      if (otp_type !== undefined && sameWord(otp_type, "ZERO_TAP"))
        return { kind: "other", label: "Code is filled in by the app" };
      return { kind: "code", label: text ?? "Copy code", code: String(find("text") ?? "") };
    case "FLOW": {
      const { flow_token, flow_action_data } = Object(find("action"));
      const { flow_id, flow_name, navigate_screen } = button;
      return {
        kind: "flow",
        label: text ?? "Open",
        ...(flow_id !== undefined && { id: String(flow_id) }),
        ...(flow_name !== undefined && { name: flow_name }),
        ...(navigate_screen !== undefined && { screen: navigate_screen }),
        token: String(flow_token ?? "unused"),
        ...(flow_action_data !== undefined && { data: flow_action_data }),
      };
    }
    case "VOICE_CALL": {
      const payload = find("payload");
      return { kind: "call", label: text ?? "Call", ...(payload !== undefined && { payload: String(payload) }) };
    }
    case "CATALOG":
      return { kind: "products", label: text ?? "View catalog", sections: [] };
    case "SPM": {
      const [parameter] = parametersOf(sent, "header");
      const products = parameter?.type === "product" ? [parameter.product] : [];
      return { kind: "products", label: text ?? "View", sections: [{ product_items: products }] };
    }
    case "MPM":
      return { kind: "products", label: text ?? "View items", sections: Object(find("action")).sections ?? [] };
    case "ORDER_DETAILS": {
      const { order_details } = Object(find("action"));
      return order_details
        ? { kind: "order", label: text ?? "Review and pay", details: order_details }
        : { kind: "other", label: text ?? "Review and pay" };
    }
    case "PAYMENT_REQUEST": {
      const code = paymentCode(Object(find("action")).payment_request?.payment_setting);
      return code === undefined
        ? { kind: "other", label: text ?? "Pay" }
        : { kind: "code", label: text ?? "Copy code", code };
    }
    case "REQUEST_CONTACT_INFO":
      return { kind: "number", label: text ?? "Share contact info" };
    default:
      return { kind: "other", label: text ?? type.toLowerCase().replaceAll("_", " ") };
  }
}

/** What somebody copies into the app of their bank. */
function paymentCode(setting: Sent["PaymentSetting"] | undefined): string | undefined {
  const { boleto, pix_dynamic_code } = Object(setting);
  return boleto?.digitable_line ?? pix_dynamic_code?.code;
}

function cardsOf(carousel: Component, sent: readonly SentComponent[]): FilledTemplate[] {
  const cards = "cards" in carousel ? (carousel.cards ?? []) : [];
  const values = sent.flatMap((component) => ("cards" in component ? component.cards : []));
  return cards.map(({ components = [] }, index) => {
    const own = values.find((value) => Number(value.card_index) === index);
    return fillTemplate(components, own?.components);
  });
}

function parametersOf(sent: readonly SentComponent[], type: "header" | "body"): readonly Parameter[] {
  return sent.flatMap((component): readonly Parameter[] =>
    sameWord(component.type, type) && !("sub_type" in component) && "parameters" in component
      ? (component.parameters as readonly Parameter[])
      : [],
  );
}

function sameWord(one: string | undefined, other: string): boolean {
  return one?.toUpperCase() === other.toUpperCase();
}

function isPresent(value: unknown): value is NonNullable<unknown> {
  return value !== undefined && value !== null;
}

interface SentOnly {
  order_status: Sent["OrderStatusUpdate"];
  tap_target_configuration: readonly { readonly url: string; readonly title: string }[];
}

/** The value of a component that is not defined in the template, but only sent. */
function firstOf<Type extends keyof SentOnly>(sent: readonly SentComponent[], type: Type): SentOnly[Type] | undefined {
  const found = sent.find((component) => sameWord(component.type, type));
  const [parameter] = found && "parameters" in found ? (found.parameters ?? []) : [];
  return Object(parameter)[type];
}
