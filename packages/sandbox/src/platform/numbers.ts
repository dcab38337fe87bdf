import { randomInt } from "node:crypto";
import { countryOf, displayNumber, readDigits } from "../calling-codes.ts";
import type { Domain, DomainContext, Handler } from "../domain.ts";
import { GraphFailure, invalidParameter } from "../server/errors.ts";
import { nodeIn, idIn } from "../world/kept.ts";
import { decideName } from "./number-controls.ts";
import { tellOfNumber } from "./tell.ts";
import { overrideNumber } from "./subscriptions.ts";
import { noteActivity } from "./activities.ts";
import type { Data } from "../world/world.ts";

const codeLife = 10 * 60_000; // 10 minutes
const reviewTime = 1000; // 1 s
const kind = "phone_number";
const name = "phone_number_id";
const secrets = "phone_number_secrets"; // code and PIN, which no operation returns

/** Business numbers from their creation to their registration. */
export function createNumbers(context: DomainContext): Domain {
  const { world, now } = context;
  function secretsOf(id: string): { pin?: string; code?: string; codeSentAt?: number } {
    return world.find(secrets, id)?.data ?? {};
  }

  function keep(id: string, changes: Data): void {
    world.put(secrets, id, { ...secretsOf(id), ...changes }, id);
  }

  const create: Handler = ({ path, body }) => {
    const account = idIn({ path }, "waba_id");
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
    noteActivity(context, account, "PHONE_NUMBER_ADDED", "PHONE_NUMBER");
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
    if (node.data["name_status"] === "PENDING_REVIEW") void decideName(context, node, "APPROVED");
    const changes = {
      ...withNewName(node.data),
      status: "CONNECTED",
      name_status: "APPROVED",
      platform_type: "CLOUD_API",
      throughput: { level: "STANDARD" },
      is_pin_enabled: true,
    };
    world.put(kind, node.of, changes, node.id);
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

  const update: Handler = async (request) => {
    await overrideNumber(context, request);
    const node = nodeIn(world, request, kind, name);
    const { pin, new_display_name, search_visibility } = request.body;
    if (pin !== undefined) void tellOfNumber(context, node, "security", { event: "PIN_CHANGED" });
    if (new_display_name !== undefined) context.after(reviewTime, "reviewName", { id: node.id, new_display_name });
    if (pin !== undefined) keep(node.id, { pin: pin === "" ? undefined : pin });
    world.put(
      kind,
      node.of,
      {
        ...node.data,
        ...(pin !== undefined && { is_pin_enabled: pin !== "" }),
        ...(new_display_name !== undefined && { new_display_name, new_name_status: "PENDING_REVIEW" }),
        ...(search_visibility !== undefined && { search_visibility }),
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
    timers: {
      reviewName({ id, new_display_name }) {
        const node = world.find(kind, String(id));
        const isOpen = node?.data["new_name_status"] === "PENDING_REVIEW";
        if (isOpen && node.data["new_display_name"] === new_display_name) void decideName(context, node, "APPROVED");
      },
    },
    codeFor: (id) => secretsOf(id).code,
  };
}

/** A name that was asked for and approved is in use from the next registration on. */
function withNewName({ new_display_name, new_name_status, ...data }: Data): Data {
  if (new_name_status === "APPROVED") return { ...data, verified_name: new_display_name };
  return { ...data, ...(new_display_name !== undefined && { new_display_name, new_name_status }) };
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

function codeFailure(details: string): GraphFailure {
  return new GraphFailure("(#136025) The code cannot be verified", { code: 136025, details });
}
