import { createInterface } from "node:readline/promises";
import { createPreverifiedNumbersClient, type Paths } from "@openwaba/preverified-numbers";
import { type Client, observe } from "@openwaba/runtime";
import { createSandbox } from "@openwaba/sandbox";
import type { Narrator } from "../narrator.ts";

/** Where the walk-through runs, and what it may do there. */
export interface Target {
  name: string;
  client: Client<Paths>;
  businessId: string;
  /** The number to add, undefined to change nothing. */
  number: string | undefined;
  /** Businesses to share it with. */
  partners: readonly string[];
  /** The code that was sent to the number. */
  readCode: (numberId: string) => Promise<string>;
  /** Makes the next call that lists partners fail twice, on the sandbox only. */
  breakPartners: () => void;
  /** What to try next. */
  next: string;
  close: () => Promise<void>;
}

export async function connectToSandbox(narrator: Narrator): Promise<Target> {
  const sandbox = await createSandbox();
  const [business] = sandbox.businesses;
  return {
    name: `a sandbox at ${sandbox.url}`,
    client: createPreverifiedNumbersClient({
      auth: sandbox.accessToken,
      baseUrl: sandbox.url,
      fetch: narrator.fetch,
      middleware: [observe({ onRetry: narrator.onRetry })],
    }),
    businessId: business.id,
    number: "+1 (555) 012-3456",
    partners: Array.from({ length: 60 }, (_, index) => String(813460912570300 + index)),
    readCode: async (numberId) => sandbox.codeFor(numberId) ?? "",
    breakPartners() {
      sandbox.inject({ kind: "throttle", operation: "listPartners", code: 130429, regainMinutes: 0, retryAfter: 1 });
      sandbox.inject({ kind: "transient", operation: "listPartners" });
    },
    next: [
      "Next: open examples/preverified-numbers/walk-through.ts, the program that just ran, and change it.",
      "To run it on your own numbers, set WHATSAPP_ACCESS_TOKEN and WHATSAPP_BUSINESS_ID and run it again:",
      "it only reads, unless you add `--write <number>`.",
    ].join("\n"),
    close: () => sandbox.close(),
  };
}

export interface PlatformOptions {
  accessToken: string;
  businessId: string;
  number: string | undefined;
  partners: readonly string[];
  /** URL of a proxy to the platform. */
  baseUrl?: string;
}

export function connectToPlatform(narrator: Narrator, options: PlatformOptions): Target {
  const { accessToken, businessId, number, partners, baseUrl = "https://graph.facebook.com" } = options;
  return {
    name: new URL(baseUrl).host,
    client: createPreverifiedNumbersClient({
      auth: accessToken,
      baseUrl,
      fetch: narrator.fetch,
      middleware: [observe({ onRetry: narrator.onRetry })],
    }),
    businessId,
    number,
    partners,
    async readCode() {
      const terminal = createInterface({ input: process.stdin, output: process.stdout });
      const code = await terminal.question("   Code that the number received: ");
      terminal.close();
      return code.replaceAll(/\D/g, "");
    },
    breakPartners: () => {},
    next: number
      ? "Next: offer the number in Embedded Signup, with its id in `preVerifiedPhone`."
      : "Next: add `--write <number>` to add and verify a number of yours, `--partner <business id>` to share it.",
    close: async () => {},
  };
}
