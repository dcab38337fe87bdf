import type { WebhookDelivery } from "@openwaba/sandbox";
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { isWithoutShell } from "../../../../scripts/lib/shell.ts";
import { deliveryCurl } from "./delivery-curl.ts";

function delivery(body: string): WebhookDelivery {
  const headers = { "content-type": "application/json", "x-hub-signature-256": "sha256=ab12" };
  const url = "http://127.0.0.1:3000/webhook?a='b'&c=$HOME";
  return { id: "7", state: "accepted", url, wabaId: "1", fields: ["messages"], time: 0, headers, body, attempts: [] };
}

/** The words that a shell makes of a command. */
function wordsOf(command: string): string[] {
  const printed = execFileSync("sh", ["-c", command.replace("curl", String.raw`printf '%s\n'`)], { encoding: "utf8" });
  return printed.trimEnd().split("\n");
}

test.skipIf(isWithoutShell)("a shell hands curl the same bytes and signatures, whatever is in them", () => {
  const body = String.raw`{"body":"it's \"here\" $HOME \u00eb \\ %s"}`;
  expect(wordsOf(deliveryCurl(delivery(body)))).toEqual([
    "-X",
    "POST",
    "http://127.0.0.1:3000/webhook?a='b'&c=$HOME",
    "-H",
    "content-type: application/json",
    "-H",
    "x-hub-signature-256: sha256=ab12",
    "--data-binary",
    body,
  ]);
});

test.skipIf(isWithoutShell)("a body that is too long for a command comes from a file", () => {
  expect(wordsOf(deliveryCurl(delivery("x".repeat(200_000)))).at(-1)).toBe("@delivery-7.json");
});
