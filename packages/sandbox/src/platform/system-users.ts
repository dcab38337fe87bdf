import { seedIds } from "../seed-ids.ts";
import { invalidParameter, unknownNode } from "../server/errors.ts";
import { type Kept, list, nodeIn, idIn } from "../world/kept.ts";
import { findLink, link, putLink } from "../world/links.ts";
import type { Data } from "../world/world.ts";

const business = "business_id";
const installed = "installed_app";
const longLife = 60 * 24 * 60 * 60; // seconds

const lifeIn = ({ set_token_expires_in_60_days: expires }: Data) => (expires === true ? longLife : undefined);

/** The system users of a business, and tokens of them and of clients, which work as those of the sandbox do. */
export const systemUserOperations: Readonly<Record<string, Kept>> = {
  listSystemUsers: list("system_user", business),
  createSystemUser: {
    handle: (world) => (request) => {
      const { system_user_id, name, role } = request.body;
      const changes: Data = { name, ...(role !== undefined && { role }) };
      if (system_user_id === undefined) {
        const id = world.newId();
        world.put("system_user", request.path[business], { id, role: "EMPLOYEE", ...changes }, id);
        return { id };
      }
      const node = nodeIn(world, request, "system_user", "system_user_id");
      world.change(node, changes);
      return { id: node.id };
    },
  },
  installApp: {
    ...link(installed, "system_user_id", "business_app"),
    seed: (world, { path }) =>
      void putLink(world, installed, idIn({ path }, "system_user_id"), seedIds.app, { id: seedIds.app }),
  },
  createSystemUserAccessToken: {
    handle:
      (world, { tokens }) =>
      ({ path, body }) => {
        const app = String(body["business_app"]);
        if (!findLink(world, installed, idIn({ path }, "system_user_id"), app))
          throw invalidParameter(
            `Param business_app must be an app that the system user has installed: ${app} is none`,
          );
        return { access_token: tokens.issue(lifeIn(body), undefined, app) };
      },
  },
  getBusinessToken: {
    handle:
      (world, { tokens }) =>
      ({ path, body }) => {
        const client = idIn({ path }, "client_business_id");
        const known = world.find("business_token", client)?.data["access_token"];
        const token = tokens.find(String(known));
        if (body["fetch_only"] === true && token && token.revokedAt === undefined) return { access_token: known };
        const access_token = tokens.issue(lifeIn(body));
        world.put("business_token", client, { access_token }, client);
        return { access_token };
      },
  },
  getSolutionAccessToken: {
    handle:
      (world, { tokens }) =>
      ({ query }) => {
        const client = String(query[business]);
        const isClient = world.all("connected_client").some(({ data }) => data["id"] === client);
        if (!isClient && !world.find("business", client)) throw unknownNode("GET", client);
        return { access_token: tokens.issue() };
      },
  },
};
