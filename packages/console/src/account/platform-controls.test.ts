import { createSandbox } from "@openwaba/sandbox";
import { expect, test } from "vitest";
import {
  accountControls,
  bodyOf,
  type Control,
  flowControls,
  groupControls,
  initialValues,
  numberControls,
  verificationControls,
} from "./platform-controls.ts";

test("the sandbox takes what the form of each control sends", async () => {
  await using sandbox = { ...(await createSandbox()), [Symbol.asyncDispose]: () => sandbox.close() };
  const all: [path: string, controls: readonly Control[]][] = [
    ["numbers/108110225544001", numberControls],
    ["flows/1321230011223344", flowControls],
    ["groups/HBgLMTU1NTAxMjM0NTYVAgASGBQzQTAxMjM0", groupControls],
    ["verifications/3120558847761902", verificationControls],
    ["accounts/102290129340398", accountControls], // at last, as it deletes the account
  ];
  for (const [path, controls] of all) {
    for (const control of controls) {
      const values = { ...initialValues(control), configuration_name: "harbour-main" };
      const response = await fetch(`${sandbox.url}/_sandbox/${path}/${control.action}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(bodyOf(control, values, Date.now())),
      });
      const answer = `${control.label}: ${response.status} ${await response.text()}`;
      if (control.action === "name") expect(answer).toContain("none is under review");
      else expect(answer).toMatch(/: 200 /);
    }
  }
});

test("empty fields are left out if they are optional", () => {
  const [, , name] = numberControls;
  if (!name) throw new Error("there is no control of the name");
  expect(initialValues(name)).toEqual({ decision: "APPROVED", reason: "" });
  expect(bodyOf(name, initialValues(name), 0)).toEqual({ decision: "APPROVED" });
  expect(bodyOf(name, { decision: "REJECTED", reason: "UNKNOWN" }, 0)).toEqual({
    decision: "REJECTED",
    reason: "UNKNOWN",
  });
});

test("a restriction ends by the time of the sandbox", () => {
  const restrict = accountControls.find(({ label }) => label === "Restrict");
  if (!restrict) throw new Error("there is no control that restricts");
  expect(bodyOf(restrict, { type: "A", hours: "2", remediation: "" }, 5_000)).toEqual({
    restrictions: [{ type: "A", expiration: 7205 }],
  });
  expect(bodyOf(restrict, { type: "A", hours: "", remediation: "Wait" }, 0)).toEqual({
    restrictions: [{ type: "A", remediation: "Wait" }],
  });
});
