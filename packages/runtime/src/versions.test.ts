import { expect, test } from "vitest";
import { checkVersion, defaultGraphVersion, graphVersions } from "./versions.ts";

test.each(["v22.0", "25.0", "v25", "", "v25.0/../v23.0"])(
  "checkVersion() rejects %j and names the known ones",
  (version) => {
    expect(() => checkVersion(version)).toThrow(
      `Cannot create a client: version ${JSON.stringify(version)} is not one of ${graphVersions.join(", ")}`,
    );
  },
);

test("checkVersion() accepts every supported version, the default one among them", () => {
  for (const version of graphVersions) expect(() => checkVersion(version)).not.toThrow();
  expect(graphVersions).toContain(defaultGraphVersion);
});
