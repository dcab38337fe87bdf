import { changePart, type Kept, list, nodeIn, read, readPart, removePart, idIn } from "../world/kept.ts";
import type { Data, World } from "../world/world.ts";
import { withAddresses } from "./subscriptions.ts";
import { hasUsername, told, usernameChanged } from "./told.ts";

const kind = "username";
const number = "phone_number_id";

/** A number with the username that it has now. */
function named(world: World, data: Data): Data {
  const { username: _, ...others } = data;
  const { username } = world.find(kind, String(data["id"]))?.data ?? {};
  return username === undefined ? others : { ...others, username };
}

/** Usernames of numbers, and the operations that show them. */
export const usernameOperations: Readonly<Record<string, Kept>> = {
  getPhoneNumber: withAddresses({
    handle: (world) => (request) => named(world, nodeIn(world, request, "phone_number", number).data),
    seed: read("phone_number").seed,
  }),
  listPhoneNumbers: withAddresses({
    handle: (world) => (request) =>
      world.list("phone_number", idIn(request, "waba_id")).map(({ data }) => named(world, data)),
    seed: list("phone_number", "waba_id").seed,
  }),
  getUsername: readPart(kind, number),
  setUsername: told(
    changePart(kind, number, {
      with: () => ({ status: "approved" }),
      answer: () => ({ status: "approved" }),
    }),
    usernameChanged,
  ),
  deleteUsername: told(removePart(kind, number), usernameChanged, hasUsername),
  getUsernameSuggestions: readPart("username_suggestions", number, (names) =>
    names["username_suggestions"] === undefined ? [] : [names],
  ),
};
