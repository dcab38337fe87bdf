import { checkValue as check } from "./server/check-value.ts";
import { unknownNames } from "./server/known-names.ts";
import { describe, firstUnknown } from "./server/problems.ts";
import type { Schema } from "./server/schemas.ts";

/** One thing that is wrong with a value. */
export interface ValueProblem {
  /** Property names and list indexes that lead to it. */
  readonly place: readonly string[];
  /** What is wrong, in English. */
  readonly message: string;
}

/**
 * Checks a value against a schema of an OpenAPI document, as the sandbox checks what it is sent: names that the schema
 * does not have are problems too. Of a union it says what is wrong with the branch that was meant.
 *
 * @param document where references of the schema point into
 * @example
 * const problems = checkValue(document, { $ref: "#/components/schemas/CreateMessageTemplate" }, template);
 */
export function checkValue(document: Schema, schema: Schema, value: unknown): ValueProblem[] {
  const { problems, known } = check(document, schema, value);
  return firstUnknown([...problems, ...unknownNames(value, known)]).map((problem) => ({
    place: problem.place,
    message: describe([problem], "template"),
  }));
}
