import { defaultGraphVersion, graphVersions } from "./generated/versions.ts";

/** A Graph API version that this release describes, such as `"v25.0"`. */
export type GraphVersion = (typeof graphVersions)[number];

/** The version used when none is named. */
export type DefaultGraphVersion = typeof defaultGraphVersion;

export { defaultGraphVersion, graphVersions };

/** Refuses, before anything is sent, a version that only untyped code can name. */
export function checkVersion(version: string): void {
  if (!(graphVersions as readonly string[]).includes(version)) {
    throw new TypeError(
      `Cannot create a client: version ${JSON.stringify(version)} is none of ${graphVersions.join(", ")}`,
    );
  }
}
