import { randomInt } from "node:crypto";
import { countryOf, displayNumber, readDigits } from "../calling-codes.ts";
import type { Business, Businesses, Domain, DomainContext, Handler } from "../domain.ts";
import { GraphFailure, invalidParameter, unknownNode } from "../server/errors.ts";
import { limits } from "../server/limits.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const codeLife = 10 * minute;
const verificationLife = 90 * day;
const unverifiedLife = 90 * day;
const renewalWindow = 45 * day;
const kind = "pre_verified_phone_number";

interface PooledNumber {
  readonly id: string;
  readonly digits: string;
  readonly owner: Business;
  readonly addedAt: number;
  readonly updatedAt: number;
  readonly verifiedAt?: number;
  readonly code?: { readonly digits: string; readonly sentAt: number; readonly isUsed: boolean };
  /** Ids of partner businesses, oldest share first. */
  readonly partners: readonly string[];
}

/** The pools of pre-verified numbers, empty at the start. */
export function createPreverifiedNumbers({ world, businesses, now }: DomainContext): Domain {
  const startedAt = now();

  function find(id: string): PooledNumber | undefined {
    const node = world.find(kind, id);
    const number = node?.data as unknown as PooledNumber | undefined;
    if (!node || !number || number.verifiedAt !== undefined || now() - number.addedAt < unverifiedLife) return number;
    world.remove(node);
    return undefined;
  }

  function keep(number: PooledNumber): void {
    world.put(kind, number.owner.id, { ...number }, number.id);
  }

  function get(method: string, id: unknown): PooledNumber {
    const number = find(String(id));
    if (!number) throw unknownNode(method, String(id));
    return number;
  }

  function pool(): PooledNumber[] {
    return world.all(kind).flatMap(({ id }) => find(id) ?? []);
  }

  function getShared(businessId: unknown, preverifiedId: unknown): PooledNumber {
    const number = find(String(preverifiedId));
    if (number && number.owner.id === businessId) return number;
    const id = String(preverifiedId);
    throw invalidParameter(`Param preverified_id must be a number in the pool of the business: ${id} is none`);
  }

  const addPhoneNumber: Handler = ({ path, body }) => {
    const owner = businesses.find(({ id }) => id === path["business_id"]);
    if (!owner) throw unknownNode("POST", String(path["business_id"]));
    const digits = readDigits(String(body["phone_number"]));
    if (digits === undefined) {
      throw invalidParameter(
        "Param phone_number must be 7 to 15 digits with country code: a plus sign, spaces, hyphens and parentheses are allowed",
      );
    }
    if (world.all(kind).some(({ id, data }) => data["digits"] === digits && find(id) !== undefined)) {
      throw invalidParameter("Param phone_number must be a new number: this one is in a pool already");
    }
    const id = world.newId();
    keep({ id, digits, owner, addedAt: now(), updatedAt: now(), partners: [] });
    return { id };
  };

  const listPreverifiedNumbers: Handler = ({ path, query }) => {
    const { phone_number: wanted, ...others } = query;
    const filters = Object.entries(others).filter(([name]) => filterNames.has(name));
    return pool()
      .filter((number) => number.owner.id === path["business_id"])
      .filter((number) => wanted === undefined || number.digits === String(wanted).replaceAll(/\D/g, ""))
      .map((number) => new Map(Object.entries(render(number, now()))))
      .filter((node) => filters.every(([name, value]) => node.get(name) === value))
      .map((node) => Object.fromEntries(node));
  };

  const requestCode: Handler = ({ path }) => {
    const number = get("POST", path["pre_verified_phone_number_id"]);
    if (number.verifiedAt !== undefined && number.verifiedAt + verificationLife - now() > renewalWindow) {
      throw new GraphFailure("(#136024) The number is verified already", {
        code: 136024,
        details: "It takes a new code only in the last 45 days before its verification runs out",
      });
    }
    const digits = String(randomInt(1_000_000)).padStart(6, "0");
    keep({ ...number, code: { digits, sentAt: now(), isUsed: false } });
    return { success: true };
  };

  const verifyCode: Handler = ({ path, body }) => {
    const number = get("POST", path["pre_verified_phone_number_id"]);
    if (!number.code || number.code.isUsed || now() - number.code.sentAt >= codeLife) {
      throw codeFailure(422, "No code is open for this number: it was used, has run out or was never requested");
    }
    if (number.code.digits !== body["code"]) throw codeFailure(400, "The code is not the one last sent to the number");
    keep({ ...number, code: { ...number.code, isUsed: true }, verifiedAt: now(), updatedAt: now() });
    return { success: true, id: number.id };
  };

  const share: Handler = ({ path, body }) => {
    const number = getShared(path["business_id"], body["preverified_id"]);
    const partner = String(body["partner_business_id"]);
    if (partner === number.owner.id) {
      throw invalidParameter("Param partner_business_id must be another business than the owner of the number");
    }
    const others = number.partners.filter((id) => id !== partner);
    const partners = others.length < number.partners.length ? number.partners : [...others, partner];
    keep({ ...number, partners: partners.slice(-limits.partners) });
    return { success: true };
  };

  const unshare: Handler = ({ path, query }) => {
    const number = getShared(path["business_id"], query["preverified_id"]);
    const partners = number.partners.filter((id) => id !== query["partner_business_id"]);
    if (partners.length === number.partners.length)
      throw invalidParameter("Param partner_business_id must be a business that the number is shared with");
    keep({ ...number, partners });
    return { success: true };
  };

  const listPartners: Handler = ({ path }) => {
    const number = get("GET", path["pre_verified_phone_number_id"]);
    return number.partners.map((id) => renderPartner(id, businesses, startedAt));
  };

  const remove: Handler = ({ path }) => {
    const { id } = get("DELETE", path["pre_verified_phone_number_id"]);
    const node = world.find(kind, id);
    if (node) world.remove(node);
    return { success: true };
  };

  return {
    nodes: { pre_verified_phone_number_id: (id) => find(id) !== undefined },
    handlers: {
      addPhoneNumber,
      listPreverifiedNumbers,
      getPreverifiedNumber: ({ path }) => render(get("GET", path["pre_verified_phone_number_id"]), now()),
      deletePreverifiedNumber: remove,
      requestPreverifiedNumberCode: requestCode,
      verifyPreverifiedNumberCode: verifyCode,
      sharePreverifiedNumber: share,
      unsharePreverifiedNumber: unshare,
      listPartners,
    },
    codeFor: (id) => find(id)?.code?.digits,
  };
}

const filterNames = new Set(["code_verification_status", "verification_status", "availability_status", "country_code"]);

function codeFailure(status: number, details: string): GraphFailure {
  return new GraphFailure("(#136025) The code cannot be verified", { status, code: 136025, details });
}

/** A number with the fields of all versions. */
function render({ id, digits, owner, addedAt, updatedAt, verifiedAt }: PooledNumber, now: number): object {
  const country = countryOf(digits);
  const isVerified = verifiedAt !== undefined && now < verifiedAt + verificationLife;
  const lapsed = verifiedAt !== undefined && !isVerified ? "EXPIRED" : undefined;
  return {
    id,
    phone_number: `+${digits}`,
    code_verification_status: isVerified ? "VERIFIED" : (lapsed ?? "NOT_VERIFIED"),
    ...(verifiedAt !== undefined && {
      code_verification_time: seconds(verifiedAt),
      verification_expiry_time: seconds(verifiedAt + verificationLife),
    }),
    owner_business: { id: owner.id, name: owner.name },
    display_phone_number: displayNumber(digits),
    ...(country && { country_prefix: country.prefix, country_code: country.code, region: country.region }),
    verification_status: isVerified ? "VERIFIED" : (lapsed ?? "PENDING"),
    availability_status: isVerified ? "AVAILABLE" : "UNAVAILABLE",
    created_time: date(addedAt),
    last_updated: date(updatedAt),
    supported_features: ["MESSAGING", "TEMPLATES", "FLOWS"],
    is_input_id_valid: true,
  };
}

/** A partner with the fields of all versions, without a Facebook page. */
function renderPartner(id: string, businesses: Businesses, startedAt: number): object {
  return {
    id,
    name: businesses.find((business) => business.id === id)?.name ?? `Business ${id}`,
    created_time: date(startedAt),
    updated_time: date(startedAt),
    verification_status: "verified",
    timezone_id: 1,
    two_factor_type: "none",
  };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

function date(milliseconds: number): string {
  return new Date(seconds(milliseconds) * 1000).toISOString().replace(".000Z", "Z");
}
