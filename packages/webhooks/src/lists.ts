/**
 * Fields whose value holds lists: each list with the kind of its items, which is also the name of the property that
 * holds one in an event. All other fields become one event per change.
 */
export const lists = {
  messages: { messages: "message", statuses: "status", errors: "error", user_actions: "user_action" },
  calls: { calls: "call", statuses: "status", errors: "error" },
  group_lifecycle_update: { groups: "group" },
  group_participants_update: { groups: "group" },
  group_participant_update: { groups: "group" },
  group_settings_update: { groups: "group" },
  group_status_update: { groups: "group" },
  history: { history: "chunk", messages: "message", message_echoes: "echo" },
  smb_message_echoes: { message_echoes: "echo" },
  smb_app_state_sync: { state_sync: "state" },
  standby: { messages: "message", message_echoes: "echo", statuses: "status" },
  user_preferences: { user_preferences: "preference" },
  user_id_update: { user_id_update: "update" },
  automatic_events: { automatic_events: "automatic_event" },
} as const satisfies Record<string, Record<string, string>>;

export type Lists = typeof lists;
export type ListField = keyof Lists;

export function isListField(field: string): field is ListField {
  return Object.hasOwn(lists, field);
}
