import { expect, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

test.each(["WHATSAPP_PHONE_NUMBER_ID", "META_APP_SECRET", "WHATSAPP_CUSTOMER"])(
  "with a token but without %s an example says what is missing, and calls nothing",
  async (missing) => {
    const { sandbox, environment } = await startPlatform();
    const { code, output } = await runExample("media.ts", { ...environment, [missing]: "" }).ended;
    expect(output).toBe(
      `Cannot connect to the platform: set ${missing}, or unset WHATSAPP_ACCESS_TOKEN to use a sandbox\n`,
    );
    expect(code).toBe(2);
    expect(sandbox.calls).toEqual([]);
  },
);
