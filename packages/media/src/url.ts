/**
 * Encodes an id as a path segment.
 *
 * @throws {TypeError} when it is not an id
 */
export function idIn(id: unknown, name: string, action: string): string {
  if (typeof id === "string" && !/^[.\s]*$|\p{Surrogate}/u.test(id)) return encodeURIComponent(id);
  throw new TypeError(
    `${action}: ${name} is ${id === undefined ? "missing" : `${JSON.stringify(id)}, which is not an id`}`,
  );
}

/** The query that names the owner of a file. */
export function queryOf(phone_number_id: string | undefined): string {
  return phone_number_id === undefined ? "" : `?${new URLSearchParams({ phone_number_id })}`;
}
