import type { Schemas } from "./generated/index.ts";

type Message = Extract<Schemas["Message"], { type: Schemas["MessageType"] }>;
/** The content of each message type that has one. */
type Contents = {
  [Each in Message as Each["type"] & keyof Each]: Exclude<Each[Each["type"] & keyof Each], undefined>;
};
type Without<Type> = { [Other in Exclude<keyof Contents, Type>]?: never };

/** One content, which implies the type; or a type alone, such as with `errors` in place of the content. */
type Content =
  | { [Type in keyof Contents]: { type?: Type } & Pick<Contents, Type> & Without<Type> }[keyof Contents]
  | ({ type: Schemas["MessageType"] } & Without<never>);

/** A message of a user as {@link messageWebhook} takes it: what is missing gets a default. */
export type MessageContent = Partial<Schemas["MessageBase"]> & Content;
