import { describe, expect, it } from "vitest";
import { reportOnce } from "./report.ts";
import { look } from "./lint.test-support.ts";

describe("reportOnce()", () => {
  it("reports a message once for each place", async () => {
    const [problems] = await look({ paths: {} }, (_root, { location }) => {
      const reported: string[] = [];
      const report = reportOnce({ report: ({ message }) => reported.push(message) });
      report("wrong", location);
      report("wrong", location.child("paths"));
      report("wrong", location);
      report("also wrong", location);
      return reported;
    });
    expect(problems).toEqual(["wrong", "wrong", "also wrong"]);
  });
});
