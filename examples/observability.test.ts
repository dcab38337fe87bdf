import { expect, test } from "vitest";
import { runExample } from "./run-example.test-support.ts";

test("each attempt is a log line, a number and a span, and none of them has a secret", async () => {
  const { code, output } = await runExample("observability.ts").ended;
  expect(code).toBe(0);
  expect(output.match(/^span /gm)).toHaveLength(4);
  expect(output).toMatch(/^GET \/\{waba_id\}\/phone_numbers: status 500, code 2, \d+ ms/m);
  expect(output).toMatch(/^GET \/\{waba_id\}\/phone_numbers: attempt 2 follows in \d+ ms, code 2/m);
  expect(output).toMatch(/"?openwaba\.graph\.code"?'?: 132001/);
  expect(output).toMatch(/'http\.request\.resend_count': 1/);
  expect(output).toMatch(/^ {2}1 × +[\d.]+ ms {2}GET \/\{waba_id\}\/phone_numbers 200$/m);
  expect(output).toMatch(/^ {2}1 × +[\d.]+ ms {2}POST \/\{phone_number_id\}\/messages 132001$/m);
  // neither tokens nor ids nor people
  expect(output).not.toMatch(/Bearer|EAA|15550187204|108110225544001/);
});
