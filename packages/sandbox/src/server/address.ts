import { unknownPath } from "./errors.ts";
import { type OperationTable, unversioned } from "./operations.ts";
import type { Undocumented } from "./undocumented.ts";

/** What the path of a URL says. */
export interface Address {
  /** The version that answers, {@link unversioned} for a path of a host without versions. */
  readonly version: string;
  /** The version that the header of the response names. */
  readonly named: string;
  /** The path after the version. */
  readonly path: string;
}

/** The version of the URLs that have none, as the app's settings would name it. */
const appVersion = "v25.0";

/**
 * Reads the path of a URL. The platform answers expired versions in the shape of the oldest one, URLs without a version
 * in that of the app, and takes a slash at the end.
 *
 * @throws GraphFailure if there is no such version
 */
export function readAddress(table: OperationTable, pathname: string, undocumented: Undocumented): Address {
  const { versions } = table;
  const newest = versions.at(-1) ?? "";
  if (table.match(unversioned, pathname).length > 0) return { version: unversioned, named: newest, path: pathname };
  const [, first = "", rest = ""] = /^\/([^/]*)(.*)$/.exec(pathname) ?? [];
  if (/^v\d+\.\d+$/.test(first)) {
    const path = trim(rest || "/", undocumented);
    if (versions.includes(first)) return { version: first, named: first, path };
    const [oldest = ""] = versions;
    const failure = unknownPath(`there is no version ${first}, the sandbox has ${versions.join(", ")}`);
    if (numberOf(first) >= numberOf(oldest)) throw failure;
    undocumented(failure, `${first} is answered in the shape of ${oldest}, the oldest version of the sandbox`);
    return { version: oldest, named: first, path };
  }
  const version = versions.includes(appVersion) ? appVersion : newest;
  const failure = unknownPath(`${pathname} does not begin with a version such as /${newest}`);
  if (pathname === "/") throw failure;
  undocumented(failure, `the URL has no version and is answered in the shape of ${version}`);
  return { version, named: version, path: trim(pathname, undocumented) };
}

function trim(path: string, undocumented: Undocumented): string {
  const trimmed = path.replace(/(?<=[^/])\/$/, "");
  if (trimmed !== path) {
    undocumented(unknownPath(`${path} ends in a slash`), "the path ends in a slash");
  }
  return trimmed;
}

function numberOf(version: string): number {
  return Number(version.slice(1));
}
