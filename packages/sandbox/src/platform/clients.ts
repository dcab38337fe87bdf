import { GraphFailure, unknownNode } from "../server/errors.ts";
import { dataOf, idIn, itemsOf, type Kept, list, merge, readPart } from "../world/kept.ts";
import { listLinks, putLink } from "../world/links.ts";
import type { Data } from "../world/world.ts";

const business = "business_id";
const account = "waba_id";
const sharedAccount = "client_account";

/** Accounts that clients share with a business, and what is agreed with these clients. */
export const clientOperations: Readonly<Record<string, Kept>> = {
  listClientWhatsappBusinessAccounts: {
    handle: (world) => (request) => {
      const { business_type, find, filtering, sort } = request.query;
      const accounts = world
        .list(sharedAccount, idIn(request, business))
        .flatMap(({ data }) => world.find("waba", String(data["id"])) ?? [])
        .filter(({ id, data }) => {
          const isOfType = !Array.isArray(business_type) || business_type.includes(data["business_type"] ?? "STANDARD");
          const partners = world.all(sharedAccount).filter((link) => link.data["id"] === id);
          const isFound = find === undefined || find === id;
          return (
            isOfType &&
            isFound &&
            conditionsIn(filtering).every((one) =>
              meets(
                one,
                data,
                partners.map(({ of }) => of),
              ),
            )
          );
        })
        .map(({ data }) => data);
      if (sort === undefined) return accounts;
      const direction = sort === "creation_time_ascending" ? 1 : -1;
      return accounts.toSorted((one, other) => direction * (createdAt(one) - createdAt(other)));
    },
    seed: (world, { path, answer }) => {
      for (const item of itemsOf(answer)) {
        const id = String(item["id"]);
        if (!world.find("waba", id)) merge(world, "waba", undefined, id, item);
        putLink(world, sharedAccount, path[business] ?? "", id, { id });
      }
    },
  },
  listConnectedClientBusinesses: listLinks("connected_client", "application_id"),
  listInProgressOnBehalfRequests: list("on_behalf_request", account),
  listApplicationDetails: {
    handle: (world) => () => world.all("picked_app").map(({ data }) => data),
    seed: (world, { answer }) => {
      for (const item of itemsOf(answer)) merge(world, "picked_app", undefined, String(item["id"]), item);
    },
  },
  requestMmLiteOnboarding: {
    handle:
      (world) =>
      ({ path, query }) => {
        const client = path[business] ?? "";
        const { solution_id } = query;
        if (solution_id !== undefined && !world.find("solution", String(solution_id)))
          throw unknownNode("POST", String(solution_id));
        const { request_id = world.newId() } = world.find(request, client)?.data ?? {};
        world.put(request, client, { request_id, ...(solution_id !== undefined && { solution_id }) }, client);
        return { request_id };
      },
  },
  getParentBsuidAccount: {
    handle: (world) => (given) => world.find("parent_bsuid_account", idIn(given, business))?.data ?? notEnrolled(),
    seed: readPart("parent_bsuid_account", business).seed,
  },
};

const request = "marketing_onboarding";

function notEnrolled(): never {
  throw new GraphFailure("(#100) The business is in no parent BSUID account", { code: 100 });
}

interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly value: unknown;
}

function conditionsIn(filtering: unknown): Condition[] {
  return Array.isArray(filtering) ? filtering.map((one) => dataOf(one) as unknown as Condition) : [];
}

function createdAt({ creation_time }: Data): number {
  return Number(creation_time ?? 0);
}

function meets({ field, operator, value }: Condition, data: Data, partners: readonly unknown[]): boolean {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (field === "partners") return values.every((one) => partners.includes(one));
  if (field !== "creation_time") return values.includes(data[field]);
  const [first, last] = values.map(Number);
  const time = createdAt(data);
  if (operator === "IN_RANGE") return time >= Number(first) && time <= Number(last);
  return operator === "GREATER_THAN" ? time > Number(first) : time < Number(first);
}
