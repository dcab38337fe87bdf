import { defaultGraphVersion, graphVersions, unversionedServer } from "./generated/versions.ts";

/** A Graph API version that this release describes, such as `"v25.0"`. */
export type GraphVersion = (typeof graphVersions)[number];

/** The version used by default. */
export type DefaultGraphVersion = typeof defaultGraphVersion;

export { defaultGraphVersion, graphVersions, unversionedServer };

/** Rejects an unknown version, which only untyped code can pass, before anything is sent. */
export function checkVersion(version: string): void {
  if (!(graphVersions as readonly string[]).includes(version)) {
    throw new TypeError(
      `Cannot create a client: version ${JSON.stringify(version)} is not one of ${graphVersions.join(", ")}`,
    );
  }
}
