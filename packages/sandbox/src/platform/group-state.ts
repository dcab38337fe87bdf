import type { DomainContext } from "../domain.ts";
import { tellOfGroup } from "./group-events.ts";

/**
 * Suspends a group, or ends that, and tells so.
 *
 * @throws TypeError if there is no such group
 */
export function suspendGroup(context: DomainContext, groupId: string, isSuspended: boolean): void {
  const { world } = context;
  const group = world.find("group", groupId);
  if (!group) throw new TypeError(`Cannot suspend the group ${groupId}: there is no such group`);
  if ((group.data["suspended"] === true) === isSuspended) return;
  world.change(group, { suspended: isSuspended });
  const type = isSuspended ? "group_suspend" : "group_suspend_cleared";
  tellOfGroup(context, group, "group_status_update", { type });
}
