import type { Findings } from "../findings.ts";
import type { JsonObject } from "../read/json.ts";
import { isSince, recommendedVersion, stateOf } from "../schema/versions.ts";

/** Checks the versions that a flow names; returns the one that it is compared with. */
export function checkVersion(flow: JsonObject, use: "publish" | "send", findings: Findings): string {
  const { version } = flow;
  if (version === undefined) {
    findings.add("MISSING_FLOW_JSON_VERSION", [], 'It must have "version"');
    return recommendedVersion;
  }
  const at = ["version"];
  const state = stateOf(version);
  if (typeof version !== "string" || state === "malformed") {
    findings.add("INVALID_FLOW_JSON_VERSION", at, `It must be a version such as "${recommendedVersion}", in quotes`);
    return recommendedVersion;
  }
  if (state === "unknown") {
    findings.add("INVALID_FLOW_JSON_VERSION", at, "There is no such version of Flow JSON");
    return recommendedVersion;
  }
  if (state === "frozen" && use === "publish") {
    const message = `Flows of version ${version} can no longer be published: use ${recommendedVersion}`;
    findings.add("INVALID_FLOW_JSON_VERSION_STATE", at, message);
  }
  if (flow["data_api_version"] === "4.0" && !isSince(version, recommendedVersion)) {
    const message = `Version 4.0 of the data API needs version 7.3 of Flow JSON; this is ${version}`;
    findings.add("INVALID_DATA_API_VERSION", ["data_api_version"], message);
  }
  return version;
}
