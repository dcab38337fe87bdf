import type { Schemas } from "./generated/index.ts";
import type { ListField, Lists } from "./lists.ts";

/** What every event says about where it comes from. */
export interface EventContext {
  /**
   * Stays the same when the platform delivers the event again, to whatever server, and differs from that of every other
   * event: 32 hexadecimal digits, from which nothing can be read. Undefined for what has neither an id nor a time of
   * its own, such as errors of an account: it cannot be told from a repetition, and is handled whenever it comes.
   */
  dedupeKey: string | undefined;
  /** `whatsapp_business_account`, unless the app is subscribed to other things at the same address. */
  object: string;
  /** Id of the entry as it came: the account, or a business portfolio for partners. */
  entryId: string;
  /** WhatsApp Business Account, undefined where the entry names a portfolio alone. */
  wabaId: string | undefined;
  /** When the delivery was triggered, in seconds since 1970; undefined for messages, calls and groups. */
  time: number | undefined;
  /** Id of the business number, undefined where the event names none. */
  phoneNumberId: string | undefined;
  /** The business number as digits, undefined where the event names none. */
  displayPhoneNumber: string | undefined;
}

type Change = Schemas["Change"];
type OtherField = Schemas["OtherChange"]["field"];
type ChangeField = Exclude<Change["field"], OtherField>;
type ValueOf<Field> = Extract<Change, { field: Field }>["value"];
/** Where the lists of a value are. */
type Holder<Field> = Field extends "standby" ? ValueOf<"standby">["standby"] : ValueOf<Field>;
type ItemOf<Field, List extends string> = Holder<Field> extends { [Name in List]?: (infer Item)[] } ? Item : never;

type ItemEvent<Field, Kind extends string, Item> = EventContext & {
  field: Field;
  kind: Kind;
  /** The whole value that the item was in. */
  value: ValueOf<Field>;
  /** Profile of the user that the item is about, when it came along. */
  contact: Schemas["Contact"] | undefined;
} & { [Name in Kind]: Item };

/** The items of one field, one event for each. */
type ItemEvents<Field extends ListField> = {
  [List in keyof Lists[Field] & string]: Lists[Field][List] extends infer Kind extends string
    ? ItemEvent<Field, Kind, ItemOf<Field, List>>
    : never;
}[keyof Lists[Field] & string];

/** A change that has no lists, or not the documented ones. */
type ChangeEvent<Field> = EventContext & { field: Field; kind: "change"; value: ValueOf<Field> };

/** A change of a field that is not documented yet: nothing is known of its value. */
export type OtherEvent = EventContext & { field: OtherField; kind: "change"; value: unknown };

type EventOfField<Field> = Field extends ListField ? ItemEvents<Field> | ChangeEvent<Field> : ChangeEvent<Field>;

/**
 * One thing that has happened. `field` says what `value` is; where the value holds lists there is an event for each
 * item, with the item under the name in `kind`: `message`, `status`, `call`.
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
 * What a handler is given.
 *
 * @example
 * function answer({ message, contact }: EventOf<"messages.text">) {
 *   console.log(contact?.profile?.name, message.text?.body);
 * }
 */
export type EventOf<Key extends EventKey> = Events[Key];
