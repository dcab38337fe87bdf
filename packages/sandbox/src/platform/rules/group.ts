import type { Refusal } from "./rule.ts";
import { refusal } from "./rule.ts";

/** Which groups a message can be sent to. */
export const groupRefusals: readonly Refusal[] = [
  ({ isGroup, group, phoneNumberId, to }) => {
    if (isGroup && group?.of !== phoneNumberId)
      throw refusal(131041, "The group is unknown", `The number ${phoneNumberId} has no group ${to}`);
  },
  ({ group, to }) => {
    if (group?.data["suspended"] === true)
      throw refusal(131207, "The group is suspended", `The group ${to} takes no messages`, { status: 403 }); // Forbidden
  },
  ({ group, to }, { world }) => {
    if (!group || world.list("group_participant", group.id).length > 0) return;
    const { participants } = group.data; // of the example
    if (!Array.isArray(participants) || participants.length === 0)
      throw refusal(131020, "The group is empty", `The group ${to} has no participants besides the business`);
  },
];
