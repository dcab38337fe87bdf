export type Method = "get" | "post" | "delete";

/** The paths of `Paths` that can be called with `Verb`. */
export type PathWith<Paths, Verb extends Method> = {
  [Path in keyof Paths]: Paths[Path] extends { [Key in Verb]: unknown } ? Path : never;
}[keyof Paths] &
  string;

/** The operation `Verb Path`, as `pnpm generate` describes it. */
export type OperationAt<Paths, Path, Verb extends Method> = Path extends keyof Paths
  ? Paths[Path] extends { [Key in Verb]: infer Operation }
    ? Operation
    : never
  : never;

/** The names in the braces of `Path`: `"/{waba_id}/phone_numbers"` → `"waba_id"` */
export type IdIn<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | IdIn<Rest> : never;

/** Content of a message of any media type. */
export type Content<Message> = Message extends { content: infer Types } ? Types[keyof Types] : undefined;

/** The success response of an operation. */
export type DataOf<Operation> = Operation extends { responses: infer Responses }
  ? Content<Responses[keyof Responses & (200 | 201 | 202 | 206)]>
  : never;

/** Names of the fields returned without a selection; `never` if that is all of them. */
export type DefaultFieldOf<Operation> = Operation extends { defaultFields: infer Field } ? Field : never;
