/** Types as editors show them, with all members. */
export type Flat<Value> = { [Name in keyof Value]: Value[Name] };

/** The value that a data model declares: `{ type: "array", items: { type: "string" } }` is `string[]`. */
type ValueOfModel<Model> = Model extends { readonly type: infer Type }
  ? Type extends "string"
    ? string
    : Type extends "number" | "integer"
      ? number
      : Type extends "boolean"
        ? boolean
        : Type extends "array"
          ? Model extends { readonly items: infer Items extends object }
            ? ValueOfModel<Items>[]
            : unknown[]
          : Type extends "object"
            ? ObjectOfModel<Model>
            : unknown
  : unknown;

type ObjectOfModel<Model> = Model extends { readonly properties: infer Properties }
  ? Model extends { readonly required: readonly (infer Required)[] }
    ? Flat<
        { -readonly [Name in keyof Properties & Required]: ValueOfModel<Properties[Name]> } & {
          -readonly [Name in Exclude<keyof Properties, Required>]?: ValueOfModel<Properties[Name]>;
        }
      >
    : { -readonly [Name in keyof Properties]: ValueOfModel<Properties[Name]> }
  : Record<string, unknown>;

/** What a screen gets: the values of its `data`. */
export type DataOfScreen<Screen> = Screen extends { readonly data: infer Data }
  ? {
      -readonly [Name in keyof Data as Data[Name] extends { readonly type: string } ? Name : never]: ValueOfModel<
        Data[Name]
      >;
    }
  : Record<never, never>;
