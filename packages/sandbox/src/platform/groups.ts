import { randomBytes } from "node:crypto";
import type { DomainContext } from "../domain.ts";
import type { CheckedRequest } from "../server/validate.ts";
import { dataOf, type Kept, list, merge, nodeIn, read } from "../world/kept.ts";
import { findLink, listLinks, putLink } from "../world/links.ts";
import type { Data, World } from "../world/world.ts";
import { tellOfGroup } from "./group-events.ts";

const kind = "group";
const name = "group_id";
const number = "phone_number_id";
const participants = "group_participant";
const joinRequests = "group_join_request";
const inviteLinks = "group_invite_link";

const product = { messaging_product: "whatsapp" };

/** Notes who joined or left a group, which analytics count. */
function noteMove(world: World, { now }: Pick<DomainContext, "now">, group: string, move: "joined" | "left"): void {
  world.put("group_move", group, { time: Math.floor(now() / 1000), move });
}

const notInGroup = {
  code: 131212,
  title: "Not a participant",
  message: "(#131212) Not a participant",
  error_data: { details: "The user is not in the group" },
};

function newRequestId(): string {
  return randomBytes(8).toString("hex");
}

function groupIn(world: World, request: CheckedRequest) {
  return nodeIn(world, request, kind, name);
}

function newInviteLink(world: World, group: string): Data {
  const data = { ...product, invite_link: `https://chat.whatsapp.com/${randomBytes(16).toString("base64url")}` };
  return world.put(inviteLinks, group, data, group).data;
}

/** What names a user: a business-scoped user id or the digits of a number. */
function userOf({ user, user_id }: { user?: string; user_id?: string }) {
  if (user_id !== undefined) return { key: user_id, input: user_id, user_id };
  const digits = String(user).replaceAll(/\D/g, "");
  return { key: digits, input: String(user), wa_id: digits };
}

function usersIn({ body }: CheckedRequest) {
  return (body["participants"] as { user?: string; user_id?: string }[]).map(userOf);
}

/** Takes join requests off the list; `accept` gets each one that was there. */
function settle(world: World, request: CheckedRequest, property: string, accept?: (group: string, data: Data) => void) {
  const { id: group } = groupIn(world, request);
  const ids = [...new Set((request.body["join_requests"] as unknown[]).map(String))];
  const known = ids.flatMap((id) => findLink(world, joinRequests, group, id) ?? []);
  for (const node of known) {
    world.remove(node);
    accept?.(group, node.data);
  }
  const settled = known.map(({ data }) => String(data["join_request_id"]));
  const error = { code: 131213, message: "(#131213) There is no such join request", title: "Join request missing" };
  const failed = ids.filter((id) => !settled.includes(id)).map((id) => ({ join_request_id: id, errors: [error] }));
  return { ...product, [property]: settled, ...(failed.length > 0 && { failed_join_requests: failed }) };
}

const listed = list(kind, number);

/** Groups with their participants. What the platform does later, it does here before it answers. */
export const groupOperations: Readonly<Record<string, Kept>> = {
  listGroups: {
    handle: (world) => (request) => ({
      data: {
        groups: world
          .list(kind, request.path[number] ?? "")
          .map(({ id, data: { subject, created_at } }) => ({ id, subject, created_at })),
      },
    }),
    seed: (world, { path, answer }) => {
      const page = { data: dataOf(dataOf(answer)["data"])["groups"] };
      listed.seed?.(world, { path, answer: page, answers: [page] });
    },
  },
  createGroup: {
    handle: (world, context) => (request) => {
      const { subject, description, join_approval_mode = "auto_approve" } = request.body;
      const created = Math.floor(context.now() / 1000);
      const id = world.newId();
      const data = {
        ...product,
        id,
        subject,
        ...(description !== undefined && { description }),
        join_approval_mode,
        suspended: false,
        creation_timestamp: created,
        created_at: String(created),
      };
      const group = world.put(kind, request.path[number], data, id);
      const { invite_link } = newInviteLink(world, id);
      const request_id = newRequestId();
      const told = { type: "group_create", request_id, subject, description, invite_link, join_approval_mode };
      tellOfGroup(context, group, "group_lifecycle_update", told);
      return { ...product, request_id };
    },
  },
  getGroup: {
    handle: (world) => (request) => {
      const { id, data } = groupIn(world, request);
      const members = world.list(participants, id).map((node) => node.data);
      return { ...data, participants: members, total_participant_count: members.length };
    },
    seed: read(kind, name).seed,
  },
  updateGroup: {
    handle: (world, context) => (request) => {
      const group = groupIn(world, request);
      const { subject, description } = request.body;
      world.change(group, { subject, description });
      const request_id = newRequestId();
      tellOfGroup(context, group, "group_settings_update", {
        type: "group_settings_update",
        request_id,
        ...(subject !== undefined && { group_subject: { text: subject, update_successful: true } }),
        ...(description !== undefined && { group_description: { text: description, update_successful: true } }),
      });
      return { ...product, request_id };
    },
  },
  deleteGroup: {
    handle: (world, context) => (request) => {
      const group = groupIn(world, request);
      world.remove(group);
      tellOfGroup(context, group, "group_lifecycle_update", { type: "group_delete", request_id: newRequestId() });
      return { success: true };
    },
  },
  getGroupInviteLink: {
    handle: (world) => (request) => {
      const { id } = groupIn(world, request);
      return world.find(inviteLinks, id)?.data ?? newInviteLink(world, id);
    },
    seed: (world, { path, answer }) => {
      const id = path[name];
      if (id !== undefined) merge(world, inviteLinks, id, id, dataOf(answer));
    },
  },
  resetGroupInviteLink: { handle: (world) => (request) => newInviteLink(world, groupIn(world, request).id) },
  deleteGroupInviteLink: {
    handle: (world) => (request) => {
      const node = world.find(inviteLinks, groupIn(world, request).id);
      if (node) world.remove(node);
      return { ...product, success: true };
    },
  },
  addGroupParticipants: {
    handle: (world, context) => (request) => {
      const group = groupIn(world, request);
      const added_participants = usersIn(request).map(({ key, input, ...user }) => {
        if (!findLink(world, participants, group.id, key)) noteMove(world, context, group.id, "joined");
        putLink(world, participants, group.id, key, user);
        return { input, ...user };
      });
      const request_id = newRequestId();
      const told = { type: "group_participants_add", request_id, added_participants };
      tellOfGroup(context, group, "group_participants_update", told);
      return { ...product, request_id };
    },
  },
  removeGroupParticipants: {
    handle: (world, context) => (request) => {
      const group = groupIn(world, request);
      const removed: object[] = [];
      const failed: object[] = [];
      for (const { key, input, ...user } of usersIn(request)) {
        const members = world.list(participants, group.id);
        const member = members.find(({ data }) => data["wa_id"] === key || data["user_id"] === key);
        if (member) world.remove(member);
        if (member) noteMove(world, context, group.id, "left");
        if (member) removed.push({ input, ...user });
        else failed.push({ input, errors: [notInGroup] });
      }
      const request_id = newRequestId();
      tellOfGroup(context, group, "group_participants_update", {
        type: "group_participants_remove",
        request_id,
        removed_participants: removed,
        ...(failed.length > 0 && { failed_participants: failed }),
        initiated_by: "business",
      });
      return { ...product, request_id };
    },
  },
  listGroupJoinRequests: listLinks(joinRequests, name, { key: ({ join_request_id }) => join_request_id }),
  approveGroupJoinRequests: {
    handle: (world, context) => (request) =>
      settle(world, request, "approved_join_requests", (group, { wa_id, user_id, parent_user_id, username }) => {
        putLink(world, participants, group, String(wa_id ?? user_id), { wa_id, user_id, parent_user_id, username });
        noteMove(world, context, group, "joined");
      }),
  },
  rejectGroupJoinRequests: { handle: (world) => (request) => settle(world, request, "rejected_join_requests") },
};
