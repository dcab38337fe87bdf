import type { Kept } from "../world/kept.ts";
import { findLink, putLink } from "../world/links.ts";
import { ownerOf, type World } from "../world/world.ts";

const kind = "contact_book_entry";
const number = "phone_number_id";

/** A portfolio keeps the phone number of a person beside their user id. */
export function keepContact(world: World, phoneNumberId: string, { userId, waId }: { userId: string; waId: string }) {
  putLink(world, kind, portfolioOf(world, phoneNumberId), userId, { bsuid: userId, wa_id: waId });
}

/** The phone number that the portfolio of a business number keeps of a person. */
export function numberOfContact(world: World, phoneNumberId: string, userId: string): string | undefined {
  const { wa_id } = findLink(world, kind, portfolioOf(world, phoneNumberId), userId)?.data ?? {};
  return wa_id === undefined ? undefined : String(wa_id);
}

function portfolioOf(world: World, phoneNumberId: string): string {
  const account = ownerOf(world.find("phone_number", phoneNumberId));
  return world.find("waba", account)?.of ?? account;
}

export const contactBookOperations: Readonly<Record<string, Kept>> = {
  deleteContactBookEntry: {
    handle:
      (world) =>
      ({ path, query }) => {
        const entry = findLink(world, kind, portfolioOf(world, path[number] ?? ""), String(query["bsuid"]));
        if (entry) world.remove(entry);
        return { messaging_product: "whatsapp", success: true, deleted: entry !== undefined };
      },
  },
};
