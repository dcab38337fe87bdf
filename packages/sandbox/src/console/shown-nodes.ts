import type { Data, World, WorldNode } from "../world/world.ts";

/** Kinds of nodes that the console shows; others, such as secrets, never leave the process this way. */
const kinds = [
  "account_state",
  "blocked_user",
  "business",
  "business_profile",
  "call",
  "catalog",
  "chat",
  "commerce_settings",
  "connected_catalog",
  "customer",
  "flow",
  "group",
  "group_participant",
  "payment_configuration",
  "phone_number",
  "phone_number_settings",
  "pre_verified_phone_number",
  "product",
  "qr_code",
  "solution",
  "system_user",
  "template",
  "username",
  "verification_submission",
  "waba",
] as const;

export type ShownKind = (typeof kinds)[number];

/** A node without what only the sandbox needs. */
export interface ShownNode extends Pick<WorldNode, "id" | "of" | "data"> {
  readonly kind: ShownKind;
}

export function isShown(kind: string): kind is ShownKind {
  return kinds.some((shown) => shown === kind);
}

export function shownNode(kind: ShownKind, { id, of, data }: WorldNode): ShownNode {
  const shown = kind === "pre_verified_phone_number" ? withoutCode(data) : data;
  return { id, kind, of, data: withoutSecrets(shown) as Data };
}

export function shownNodes(world: World): ShownNode[] {
  return kinds.flatMap((kind) => world.all(kind).map((node) => shownNode(kind, node)));
}

const secretName = /password|secret|(?:^|_)token$|^pin$|private_key|certificate/i;

/** What was given to a number or an account may hold secrets, such as the password of its SIP server. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const shown = Object.entries(value).filter(([name]) => !secretName.test(name));
  return Object.fromEntries(shown.map(([name, inner]) => [name, withoutSecrets(inner)]));
}

/** A control route tells the code to who asks for it. */
function withoutCode({ code: _code, ...data }: Data): Data {
  return data;
}
