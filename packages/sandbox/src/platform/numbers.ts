import { randomInt } from "node:crypto";
import { countryOf, displayNumber, readDigits } from "../calling-codes.ts";
import type { Domain, DomainContext, Handler } from "../domain.ts";
import { GraphFailure, invalidParameter } from "../server/errors.ts";
import { nodeIn } from "../world/kept.ts";
import type { Data } from "../world/world.ts";

const codeLife = 10 * 60_000; // 10 minutes
const kind = "phone_number";
const name = "phone_number_id";
const secrets = "phone_number_secrets"; // code and PIN, which no operation returns

/** Business numbers from their creation to their registration. */
export function createNumbers({ world, now }: DomainContext): Domain {
  function secretsOf(id: string): { pin?: string; code?: string; codeSentAt?: number } {
    return world.find(secrets, id)?.data ?? {};
  }

  function keep(id: string, changes: Data): void {
    world.put(secrets, id, { ...secretsOf(id), ...changes }, id);
  }

  const create: Handler = ({ path, body }) => {
    const account = path["waba_id"] ?? "";
    const digits = fullDigits(String(body["phone_number"]), body["cc"]);
    const known = world.all(kind).find(({ data }) => digitsOf(data) === digits);
    if (known && known.of !== account)
      throw invalidParameter("Param phone_number must be free: another account has it");
    if (known) return known.data;
    const id = world.newId();
    const country = countryOf(digits);
    const isPreverified = body["preverified_id"] !== undefined;
    const data = {
      id,
      display_phone_number: displayNumber(digits),
      ...(body["verified_name"] !== undefined && { verified_name: body["verified_name"] }),
      ...(country && { country_code: country.code, country_dial_code: String(country.prefix) }),
      code_verification_status: isPreverified ? "VERIFIED" : "NOT_VERIFIED",
      status: isPreverified ? "PENDING" : "UNVERIFIED",
      name_status: "PENDING_REVIEW",
      quality_rating: "UNKNOWN",
      platform_type: "NOT_APPLICABLE",
      throughput: { level: "NOT_APPLICABLE" },
      is_pin_enabled: false,
      is_official_business_account: false,
    };
    return world.put(kind, account, data, id).data;
  };

  const requestCode: Handler = (request) => {
    const { id, data } = nodeIn(world, request, kind, name);
    if (isVerified(data)) {
      throw new GraphFailure("(#136024) The number is verified already", {
        code: 136024,
        details: "It needs no code: register it with its PIN",
      });
    }
    keep(id, { code: String(randomInt(1_000_000)).padStart(6, "0"), codeSentAt: now() });
    return { success: true };
  };

  const verifyCode: Handler = (request) => {
    const node = nodeIn(world, request, kind, name);
    const { code, codeSentAt = 0 } = secretsOf(node.id);
    if (code === undefined || now() - codeSentAt >= codeLife) {
      throw codeFailure("No code is open for this number: it was used, has run out or was never requested");
    }
    if (request.body["code"] !== code) throw codeFailure("The code is not the one last sent to the number");
    keep(node.id, { code: undefined });
    world.change(node, { code_verification_status: "VERIFIED", status: "PENDING" });
    return { success: true, id: node.id };
  };

  const register: Handler = (request) => {
    const node = nodeIn(world, request, kind, name);
    const pin = String(request.body["pin"]);
    if (!isVerified(node.data)) {
      throw new GraphFailure("(#133006) The number must be verified before it is registered", {
        code: 133006,
        details: "Request a code for the number and verify it",
      });
    }
    const { pin: known = pin } = secretsOf(node.id);
    if (known !== pin) {
      throw new GraphFailure("(#133005) The PIN is not that of the number", {
        code: 133005,
        details: "Give the PIN that was set for two-step verification",
      });
    }
    keep(node.id, { pin });
    world.change(node, {
      status: "CONNECTED",
      name_status: "APPROVED",
      platform_type: "CLOUD_API",
      throughput: { level: "STANDARD" },
      is_pin_enabled: true,
    });
    return { success: true };
  };

  const deregister: Handler = (request) => {
    const node = nodeIn(world, request, kind, name);
    world.change(node, {
      status: "DISCONNECTED",
      platform_type: "NOT_APPLICABLE",
      throughput: { level: "NOT_APPLICABLE" },
    });
    return { success: true };
  };

  const update: Handler = (request) => {
    const node = nodeIn(world, request, kind, name);
    const { pin, new_display_name, webhook_configuration, search_visibility } = request.body;
    if (pin !== undefined) keep(node.id, { pin: pin === "" ? undefined : pin });
    world.put(
      kind,
      node.of,
      {
        ...node.data,
        ...(pin !== undefined && { is_pin_enabled: pin !== "" }),
        ...(new_display_name !== undefined && { new_display_name, new_name_status: "PENDING_REVIEW" }),
        ...(search_visibility !== undefined && { search_visibility }),
        ...(webhook_configuration !== undefined && {
          webhook_configuration: overridden(node.data["webhook_configuration"], webhook_configuration),
        }),
      },
      node.id,
    );
    return { success: true };
  };

  return {
    nodes: {},
    handlers: {
      createPhoneNumber: create,
      updatePhoneNumber: update,
      requestPhoneNumberCode: requestCode,
      verifyPhoneNumberCode: verifyCode,
      registerPhoneNumber: register,
      deregisterPhoneNumber: deregister,
    },
    codeFor: (id) => secretsOf(id).code,
  };
}

function isVerified({ code_verification_status }: Data): boolean {
  return code_verification_status === "VERIFIED";
}

function digitsOf({ display_phone_number }: Data): string | undefined {
  return readDigits(String(display_phone_number));
}

/** The digits of a number that may be given with or without its country code. */
function fullDigits(number: string, countryCode: unknown): string {
  const prefix = countryCode === undefined ? "" : String(countryCode);
  const isWhole = number.startsWith(prefix) && number.length > 10;
  const digits = readDigits(isWhole ? number : prefix + number);
  if (digits !== undefined) return digits;
  throw invalidParameter("Param phone_number must have 7 to 15 digits together with cc");
}

/** Where webhooks of a number go; an empty address takes its own away. */
function overridden(known: unknown, change: unknown): object {
  const { override_callback_uri: uri } = change as { override_callback_uri: string };
  const { phone_number: _, ...others } = (known ?? {}) as { phone_number?: string };
  return uri === "" ? others : { ...others, phone_number: uri };
}

function codeFailure(details: string): GraphFailure {
  return new GraphFailure("(#136025) The code cannot be verified", { code: 136025, details });
}
