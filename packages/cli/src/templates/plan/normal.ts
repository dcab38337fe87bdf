/** A value of JSON that may be anything. */
export type Json = Readonly<Record<string, unknown>>;

const upperCase = new Set(["display_format", "flow_action", "format", "otp_type", "parameter_format", "type"]);

/** Parts of a template in the form in which those of a file and those of an account can be compared. */
export function normalParts(components: unknown, isAuthentication: boolean): Json {
  const parts = listOf(components).map((component) => normal(component) as Json);
  return Object.fromEntries(
    parts.map((part) => [String(part["type"]), isAuthentication ? authenticationPart(part) : textPart(part)]),
  );
}

/** Kinds in capitals, without what is undefined. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.map(([name, one]) => [
      name,
      upperCase.has(name) && typeof one === "string" ? one.toUpperCase() : normal(one),
    ]),
  );
}

function textPart(part: Json): Json {
  const { buttons, cards, example, ...own } = part;
  return {
    ...own,
    ...(example !== undefined && { example: normalExample(example) }),
    ...(buttons !== undefined && { buttons: listOf(buttons).map((button) => normalButton(button as Json)) }),
    ...(cards !== undefined && {
      cards: listOf(cards).map((card) => normalParts((card as Json)["components"], false)),
    }),
  };
}

/** Without handles; one list of samples may lack the list around it. */
function normalExample(example: unknown): Json {
  const { header_handle: _handles, body_text: samples, ...own } = Object(example) as Json;
  const isBare = Array.isArray(samples) && !Array.isArray(samples[0]);
  return { ...own, ...(samples !== undefined && { body_text: isBare ? [samples] : samples }) };
}

/** Labels that the platform writes itself are left out. */
function normalButton({ example, text, ...button }: Json): Json {
  return {
    ...button,
    ...(text !== undefined && button["type"] !== "COPY_CODE" && { text }),
    ...(example !== undefined && { example: typeof example === "string" ? [example] : example }),
  };
}

/** The platform writes the texts, and shows the button as one that opens a URL. */
function authenticationPart({ type, buttons, ...part }: Json): Json {
  if (type === "BODY") return { type, add_security_recommendation: part["add_security_recommendation"] ?? false };
  if (type === "FOOTER") return { type, code_expiration_minutes: part["code_expiration_minutes"] };
  return { type, buttons: listOf(buttons).map((button) => otpButton(Object(button) as Json)) };
}

function otpButton({ type, url, example: _example, otp_type, ...button }: Json): Json {
  const kind = otp_type ?? (typeof url === "string" ? /otp_type=(\w+)/.exec(url)?.[1] : undefined);
  return { type: type === "URL" ? "OTP" : type, ...(kind !== undefined && { otp_type: kind }), ...button };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
