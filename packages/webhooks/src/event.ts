import type { Schemas } from "./generated/index.ts";
import type { ListField, Lists } from "./lists.ts";

/** Origin of an event. */
export interface EventContext {
  /**
   * The same for each repeated delivery of the event, on any server, and unique among events: a digest of 32
   * hexadecimal digits. Undefined for an event without an id or time of its own, such as errors of an account: it
   * cannot be distinguished from a duplicate, and is handled on each delivery.
   */
  dedupeKey: string | undefined;
  /** `whatsapp_business_account`, unless the app has other subscriptions with the same callback URL. */
  object: string;
  /** Id of the entry, unchanged: the account, or a business portfolio for partners. */
  entryId: string;
  /** WhatsApp Business Account; undefined where the entry names only a portfolio, which no event with an item does. */
  wabaId: string | undefined;
  /** When the delivery was triggered, in seconds since 1970; undefined for messages, calls and groups. */
  time: number | undefined;
  /** Id of the business number; undefined where the event names none, never in an event with an item. */
  phoneNumberId: string | undefined;
  /** The business number as digits, undefined where the event names none. */
  displayPhoneNumber: string | undefined;
}

type Change = Schemas["Change"];
type OtherField = Schemas["OtherChange"]["field"];
export type ChangeField = Exclude<Change["field"], OtherField>;
export type ValueOf<Field> = Extract<Change, { field: Field }>["value"];
/** Id of the business number in a value: a string when every value of the field has it. */
type PhoneNumberIdOf<Field> =
  ValueOf<Field> extends { metadata: { phone_number_id: infer Id } } ? Id : EventContext["phoneNumberId"];
/** Where the lists of a value are. */
type Holder<Field> = Field extends "standby" ? ValueOf<"standby">["standby"] : ValueOf<Field>;
type ItemOf<Field, List extends string> = Holder<Field> extends { [Name in List]?: (infer Item)[] } ? Item : never;

type ItemEvent<Field, Kind extends string, Item> = EventContext & {
  field: Field;
  kind: Kind;
  wabaId: Schemas["WebhookEntry"]["id"];
  phoneNumberId: PhoneNumberIdOf<Field>;
  /** The whole value that the item was in. */
  value: ValueOf<Field>;
  /** Contact of the user, if the delivery has it. */
  contact: Schemas["Contact"] | undefined;
} & { [Name in Kind]: Item };

/** The items of one field, one event for each. */
type ItemEvents<Field extends ListField> = {
  [List in keyof Lists[Field] & string]: Lists[Field][List] extends infer Kind extends string
    ? ItemEvent<Field, Kind, ItemOf<Field, List>>
    : never;
}[keyof Lists[Field] & string];

/** A change that has no lists, or not the documented ones, or whose lists lack their account or business number. */
type ChangeEvent<Field> = EventContext & { field: Field; kind: "change"; value: ValueOf<Field> };

/** A change of a field that is not documented yet: its value is unknown. */
export type OtherEvent = EventContext & { field: OtherField; kind: "change"; value: unknown };

type EventOfField<Field> = Field extends ListField ? ItemEvents<Field> | ChangeEvent<Field> : ChangeEvent<Field>;

/**
 * One event of a delivery. `field` determines the type of `value`; a value with lists becomes one event per item, with the item under the name in `kind`: `message`, `status`, `call`.
 */
export type WebhookEvent<Field extends ChangeField = ChangeField> = ChangeField extends Field
  ? { [Name in ChangeField]: EventOfField<Name> }[ChangeField] | OtherEvent
  : { [Name in Field]: EventOfField<Name> }[Field];

type MessageEvents = {
  [Type in Schemas["MessageType"] as `messages.${Type}`]: ItemEvent<
    "messages",
    "message",
    Extract<Schemas["Message"], { type: Type }>
  >;
};
type StatusEvents = {
  [Status in Schemas["MessageStatus"] as `statuses.${Status}`]: ItemEvent<
    "messages",
    "status",
    Extract<Schemas["Status"], { status: Status }>
  >;
};
type FieldEvents = {
  [Field in Exclude<ChangeField, "messages">]: Field extends ListField ? ItemEvents<Field> : ChangeEvent<Field>;
};

/** What can be handled, by its key. */
type Events = MessageEvents &
  StatusEvents &
  FieldEvents & {
    messages: Extract<ItemEvents<"messages">, { kind: "message" }>;
    statuses: Extract<ItemEvents<"messages">, { kind: "status" }>;
    errors: Extract<ItemEvents<"messages">, { kind: "error" }>;
    user_actions: Extract<ItemEvents<"messages">, { kind: "user_action" }>;
    other: WebhookEvent;
  };

/** Name of a handler: a field, `messages.<type>`, `statuses.<status>`, `statuses`, `errors`, `user_actions` or `other`. */
export type EventKey = keyof Events;

/**
 * The event that a handler is called with.
 *
 * @example
 * function answer({ message, contact }: EventOf<"messages.text">) {
 *   console.log(contact?.profile?.name, message.text?.body);
 * }
 */
export type EventOf<Key extends EventKey> = Events[Key];
