import type { EncryptedRequest } from "./encryption.ts";

type JsonObject = Record<string, unknown>;

/** A decrypted request, with what may be missing filled in. */
export interface FlowRequest {
  /** In the case that the platform documents. */
  action: string;
  version: string;
  screen: string;
  flow_token: string;
  flow_token_signature: string | undefined;
  data: JsonObject;
}

const actions = ["INIT", "BACK", "data_exchange", "ping"];

/** The encrypted parts in the body of a request; undefined when it has other content. */
export function readEnvelope(body: Uint8Array): EncryptedRequest | undefined {
  const { encrypted_flow_data, encrypted_aes_key, initial_vector } = parseObject(body) ?? {};
  return typeof encrypted_flow_data === "string" &&
    typeof encrypted_aes_key === "string" &&
    typeof initial_vector === "string"
    ? { encrypted_flow_data, encrypted_aes_key, initial_vector }
    : undefined;
}

/** The request in a plaintext; undefined when it is not one. */
export function readRequest(plaintext: Uint8Array): FlowRequest | undefined {
  const { action, data, version, screen, flow_token, flow_token_signature } = parseObject(plaintext) ?? {};
  if (typeof action !== "string") return undefined;
  const known = actions.find((name) => name.toLowerCase() === action.toLowerCase());
  return {
    action: known ?? action,
    data: isObject(data) ? data : {},
    version: textOf(version),
    screen: textOf(screen),
    flow_token: textOf(flow_token),
    flow_token_signature: typeof flow_token_signature === "string" ? flow_token_signature : undefined,
  };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function parseObject(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
