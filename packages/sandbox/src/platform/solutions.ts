import type { DomainContext } from "../domain.ts";
import { unknownNode } from "../server/errors.ts";
import type { CheckedRequest } from "../server/validate.ts";
import { type Kept, list, nodeIn, read } from "../world/kept.ts";
import { listLinks } from "../world/links.ts";
import type { Data, World } from "../world/world.ts";
import { tell } from "./tell.ts";

const kind = "solution";
const name = "solution_id";
const app = "application_id";
const account = "waba_id";

interface Partner {
  partner_app?: { id?: unknown };
  status?: string;
}

/** Tells the apps of the business what became of a solution. */
function tellOfSolution(context: DomainContext, event: "SOLUTION_CREATED" | "SOLUTION_UPDATED", id: string): void {
  const solution_status = String(context.world.find(kind, id)?.data["status"]);
  void tell(context, context.businesses[0].id, "partner_solutions", { event, solution_id: id, solution_status });
}

/** The solution in the path, in a new state; so are its partners if `partnerStatus` is given. */
function move(
  context: DomainContext,
  request: CheckedRequest,
  status: string,
  pending: string,
  partnerStatus?: string,
): Data {
  const { world } = context;
  const node = nodeIn(world, request, kind, name);
  const { data: partners = [] } = (node.data["partners"] ?? {}) as { data?: Partner[] };
  world.change(node, {
    status,
    status_for_pending_request: pending,
    ...(partnerStatus !== undefined &&
      partners.length > 0 && {
        partners: { data: partners.map((partner) => ({ ...partner, status: partnerStatus })) },
      }),
  });
  tellOfSolution(context, "SOLUTION_UPDATED", node.id);
  return { ...world.find(kind, node.id)?.data, success: true, solution_id: node.id };
}

const listed = listLinks("waba_solution", account);

/** Solutions of several partners, and what they intend to do with an account. */
export const solutionOperations: Readonly<Record<string, Kept>> = {
  getSolution: read(kind),
  listApplicationSolutions: list(kind, app, {
    where: ({ owner_app }, { path, query }) =>
      query["role"] === undefined ||
      owner_app === undefined ||
      ((owner_app as { id?: unknown }).id === path[app]) === (query["role"] === "OWNER"),
  }),
  listWabaSolutions: {
    handle: (world) => (request) =>
      world
        .list("waba_solution", request.path[account] ?? "")
        .flatMap(({ data }) => world.find(kind, String(data["id"]))?.data ?? []),
    seed: listed.seed,
  },
  createSolution: {
    handle:
      (world, context) =>
      ({ path, body }) => {
        const id = world.newId();
        const { solution_name, owner_permissions, partner_app_id, partner_permissions } = body;
        const partner = { id: world.newId(), partner_app: { id: String(partner_app_id) }, partner_permissions };
        const data = {
          id,
          name: solution_name,
          status: "INITIATED",
          status_for_pending_request: "PENDING_ACTIVATION",
          owner_app: { id: path[app] },
          owner_permissions,
          partners: { data: [{ ...partner, status: "NOTIFICATION_SENT" }] },
        };
        world.put(kind, path[app], data, id);
        tellOfSolution(context, "SOLUTION_CREATED", id);
        return { solution_id: id };
      },
  },
  acceptSolution: {
    handle: (_, context) => (request) => ({
      ...move(context, request, "ACTIVE", "NONE", "ACCEPTED"),
      partner_status: "ACCEPTED",
    }),
  },
  rejectSolution: {
    handle: (_, context) => (request) => {
      const { request_type, partner_app_id } = request.body;
      const answer =
        request_type === "DEACTIVATION_REQUEST"
          ? move(context, request, "ACTIVE", "NONE")
          : move(context, request, "REJECTED", "NONE", "REJECTED");
      return { ...answer, rejected_request_type: request_type, partner_app_id };
    },
  },
  requestSolutionDeactivation: {
    handle: (_, context) => (request) => move(context, request, "PENDING_DEACTIVATION", "PENDING_DEACTIVATION"),
  },
  acceptSolutionDeactivation: {
    handle: (_, context) => (request) => move(context, request, "DEACTIVATED", "NONE", "DEACTIVATED"),
  },
  rejectSolutionDeactivation: { handle: (_, context) => (request) => move(context, request, "ACTIVE", "NONE") },

  getMigrationIntent: read("migration_intent"),
  setSolutionMigrationIntent: {
    handle: (world) => (request) => {
      const { solution_id, migration_intent } = request.body;
      const id = keepIntent(world, request, "migration_intent", solution_id, { status: "INITIATED" });
      if (migration_intent === undefined) return { id };
      return { success: true, migration_intent_id: id, status: "PENDING" };
    },
  },
  getOboMobilityIntent: read("obo_mobility_intent"),
  setOboMobilityIntent: {
    handle: (world) => (request) => {
      const { solution_id, client_mutation_id = null } = request.body;
      const intent_id = keepIntent(world, request, "obo_mobility_intent", solution_id);
      return { success: true, intent_id, client_mutation_id, error_msg: null };
    },
  },
  createOboMobilityIntent: {
    handle: (world) => (request) => {
      const mobility_intent_id = keepIntent(world, request, "obo_mobility_intent", request.body["solution_id"]);
      return { success: true, mobility_intent_id, status: "PENDING" };
    },
  },
};

function keepIntent(world: World, { path }: CheckedRequest, intent: string, solutionId: unknown, more?: Data): string {
  const known = world.find(kind, String(solutionId));
  if (!known && solutionId !== undefined) throw unknownNode("POST", String(solutionId));
  const id = world.newId();
  const waba = pick(world.find("waba", path[account] ?? "")?.data, ["id", "name", "currency"]);
  const solution = pick(known?.data, ["id", "name", "status", "status_for_pending_request"]);
  world.put(intent, path[account], { id, waba, ...(solution && { solution }), ...more }, id);
  return id;
}

function pick(data: Data | undefined, names: readonly string[]): Data | undefined {
  return data && Object.fromEntries(Object.entries(data).filter(([key]) => names.includes(key)));
}
