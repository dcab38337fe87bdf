import { itemsOf, type Kept, list, nodeIn, read, idIn } from "../world/kept.ts";
import { findLink, link, listLinks, putLink, unlink } from "../world/links.ts";

const account = "waba_id";
const business = "business_id";

/** The accounts of a business that a search asks for. */
const listedAccounts = list("waba", business, {
  where: ({ id, business_type }, { query }) =>
    (query["find"] === undefined || query["find"] === id) &&
    (!Array.isArray(query["business_type"]) ||
      business_type === undefined ||
      query["business_type"].includes(business_type)),
});

const assigned = listLinks("assigned_user", account);

/** Accounts, and the people who work with them. */
export const accountOperations: Readonly<Record<string, Kept>> = {
  listOwnedWhatsappBusinessAccounts: listedAccounts,
  listWhatsappBusinessAccounts: listedAccounts,
  createWhatsappBusinessAccount: {
    handle:
      (world, { now }) =>
      (request) => {
        const { on_behalf_of_business_id: client, timezone_id = 1, currency = "USD", ...body } = request.body;
        const id = world.newId();
        const data = {
          ...body,
          id,
          currency,
          timezone_id: String(timezone_id),
          creation_time: Math.floor(now() / 1000),
          account_review_status: "APPROVED",
          message_template_namespace: `sandbox_${id}`,
          ...(client !== undefined && { on_behalf_of_business_info: { id: String(client) } }),
        };
        world.put("waba", request.path[business], data, id);
        return { id, payment_account_id: world.newId() };
      },
  },

  listAssignedUsers: assigned,
  assignUser: link("assigned_user", account, "user", {
    data: ({ path, body }, id, _, world) => ({
      ...(world.find("system_user", id)?.data ?? findLink(world, "assigned_user", path[account] ?? "", id)?.data),
      id,
      ...(world.find("system_user", id) && { user_type: "SYSTEM_USER" }),
      tasks: body["tasks"],
    }),
  }),
  unassignUser: unlink("assigned_user", account, "user"),
  listAssignedWhatsappBusinessAccounts: {
    handle: (world) => (request) =>
      world.all("waba").flatMap(({ id, of, data }) => {
        const node = findLink(world, "assigned_user", id, idIn(request, "user_id"));
        if (!node) return [];
        return [{ id, name: data["name"], status: "ACTIVE", permissions: node.data["tasks"], business_id: of }];
      }),
    seed: (world, { path, answer }) => {
      const user = idIn({ path }, "user_id");
      for (const { id, permissions } of itemsOf(answer)) {
        const known = findLink(world, "assigned_user", String(id), user)?.data;
        putLink(world, "assigned_user", String(id), user, { id: user, tasks: permissions ?? [], ...known });
      }
    },
  },

  getPaymentMigration: read("payment_migration", "migration_id"),
  startPaymentMigration: {
    handle:
      (world) =>
      ({ path, body }) => {
        const source = path[account] ?? "";
        const { name, timezone_id } = world.find("waba", source)?.data ?? {};
        const id = `mig_${world.newId()}`;
        const status = "INITIATED";
        const destination_waba = { id: world.newId(), name, timezone_id, currency: body["currency"] };
        world.put("payment_migration", source, { id, status, destination_waba }, id);
        return { migration_id: id, migration_status: status };
      },
  },
  resumePaymentMigration: {
    handle: (world) => (request) => {
      const node = nodeIn(world, request, "payment_migration", "migration_id");
      world.change(node, { status: "COMPLETED" });
      return { ...node.data, status: "COMPLETED" };
    },
  },
};
