import type { FlowMedia } from "../../endpoint/flow-media.ts";
import type { DataOfScreen, Flat } from "./data-types.ts";
import type { FlowResponseMedia } from "./flow-response-media.ts";
import type { ComponentsIn, FormOfScreen } from "./form-types.ts";

/** The screens of a flow. */
export type ScreensIn<Flow> = Flow extends { readonly screens: readonly (infer Screen)[] } ? Screen : never;

export type ScreenWithId<Flow, Id> = Extract<ScreensIn<Flow>, { readonly id: Id }>;

/** The member at a path such as `person.name`. */
type At<Value, Path extends string> = Path extends `${infer Name}.${infer Rest}`
  ? Name extends keyof Value
    ? At<Value[Name], Rest>
    : unknown
  : Path extends keyof Value
    ? Value[Path]
    : unknown;

/** What a reference gives; from a screen that may not have been shown it may be missing. */
type ValueOfReference<Flow, Screen, Text extends string> = Text extends `\${data.${infer Path}}`
  ? At<DataOfScreen<Screen>, Path>
  : Text extends `\${form.${infer Path}}`
    ? At<FormOfScreen<Screen>, Path>
    : Text extends `\${screen.${infer Id}.data.${infer Path}}`
      ? At<DataOfScreen<ScreenWithId<Flow, Id>>, Path> | undefined
      : Text extends `\${screen.${infer Id}.form.${infer Path}}`
        ? At<FormOfScreen<ScreenWithId<Flow, Id>>, Path> | undefined
        : Text extends `\`${string}\``
          ? string | number | boolean
          : Text;

type ValueIn<Flow, Screen, Value> = Value extends string
  ? ValueOfReference<Flow, Screen, Value>
  : Value extends readonly unknown[]
    ? { -readonly [Index in keyof Value]: ValueIn<Flow, Screen, Value[Index]> }
    : Value extends object
      ? PayloadWith<Flow, Screen, Value>
      : Value;

/** A payload with what its references give. */
type PayloadWith<Flow, Screen, Payload> = Optional<{
  -readonly [Name in keyof Payload]: ValueIn<Flow, Screen, Payload[Name]>;
}>;

/** Members that may be undefined need not be there. */
type Optional<Value> = Flat<
  {
    [
      Name in keyof Value as undefined extends Value[Name] ? (unknown extends Value[Name] ? Name : never) : Name
    ]: Value[Name];
  } & {
    [
      Name in keyof Value as undefined extends Value[Name] ? (unknown extends Value[Name] ? never : Name) : never
    ]?: Exclude<Value[Name], undefined>;
  }
>;

type Event = "on-click-action" | "on-select-action" | "on-unselect-action";

type ActionOf<Component> = {
  [Name in Event]: Component extends { readonly [Key in Name]: infer Action } ? Action : never;
}[Event];

type ItemsOf<Component> = Component extends { readonly "list-items": readonly (infer Item)[] } ? Item : never;

/** All actions on a screen, but those of options, which only change data. */
type ActionsIn<Screen> = Screen extends { readonly layout: { readonly children: infer Children } }
  ? ComponentsIn<Children> extends infer Each
    ? Each extends { component: infer Component }
      ? ActionOf<Component> | ActionOf<ItemsOf<Component>>
      : never
    : never
  : never;

type PayloadOf<Flow, Screen, Action> = Action extends { readonly payload: infer Payload }
  ? PayloadWith<Flow, Screen, Payload>
  : Record<never, never>;

/** The payloads of all actions of a name on a screen; never if it has none. */
export type PayloadsOf<Flow, Screen, Name> =
  Extract<ActionsIn<Screen>, { readonly name: Name }> extends infer Action
    ? Action extends unknown
      ? PayloadOf<Flow, Screen, Action>
      : never
    : never;

/** The payloads that open other screens, by the id of the screen. */
export type NavigationsOf<Flow, Screen> = {
  [
    Action in Extract<
      ActionsIn<Screen>,
      { readonly name: "navigate"; readonly next: { readonly name: string } }
    > as Action["next"]["name"]
  ]: PayloadOf<Flow, Screen, Action>;
};

/** A payload as it arrives in the chat, where attached files are those of messages. */
export type InChat<Payload> = Payload extends unknown
  ? {
      [Name in keyof Payload]: Exclude<Payload[Name], undefined> extends readonly FlowMedia[]
        ? FlowResponseMedia[]
        : Payload[Name];
    }
  : never;
