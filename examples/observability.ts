// What you see of your calls: log lines, numbers and spans, and in none of them a secret.
import { BasicTracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { trace } from "@openwaba/otel";
import { createSandbox } from "@openwaba/sandbox";
import { createWhatsAppClient, isGraphError, listPhoneNumbers, logTo, observe, sendMessage } from "openwaba";

const sandbox = await createSandbox();

// #region client
const durations = new Map<string, number[]>(); // ms, by operation and outcome

const client = createWhatsAppClient({
  auth: sandbox.accessToken,
  baseUrl: sandbox.url,
  ids: { waba_id: sandbox.accountId, phone_number_id: sandbox.phoneNumberId },
  middleware: [
    observe(logTo(console)),
    observe({
      onResponse(event) {
        const outcome = event.outcome === "answer" ? (event.code ?? event.status) : event.reason;
        const key = `${event.operation} ${outcome}`;
        durations.set(key, [...(durations.get(key) ?? []), event.duration]);
      },
    }),
    trace({ tracerProvider: printSpans() }),
  ],
});
// #endregion client

console.log("A list that fails once");
sandbox.inject({ kind: "transient", operation: "listPhoneNumbers" });
await listPhoneNumbers(client, { fields: ["display_phone_number"] });

console.log("\nA message that is rejected");
const template = { name: "no_such_template", language: { code: "en_US" } };
await sendMessage(client, { to: "+15550187204", type: "template", template }).catch((error: unknown) => {
  if (!isGraphError(error)) throw error;
  console.log(error.message);
});

console.log("\nA connection that breaks");
sandbox.inject({ kind: "drop", operation: "sendMessage" });
await sendMessage(client, { to: "+15550187204", text: { body: "Hello" } }).catch(String);

console.log("\nHow often, and how long on average");
for (const [key, all] of durations) {
  const mean = all.reduce((sum, one) => sum + one) / all.length;
  console.log(`${String(all.length).padStart(3)} × ${mean.toFixed(1).padStart(6)} ms  ${key}`);
}
await sandbox.close();

// #region spans
/** In place of an exporter: the provider of your SDK, such as @opentelemetry/sdk-node, sends spans to a collector. */
function printSpans(): BasicTracerProvider {
  const print = ({ name, attributes }: ReadableSpan) => console.log(`span ${name}`, attributes);
  const nothing = () => Promise.resolve();
  const printer = { onStart: () => undefined, onEnd: print, forceFlush: nothing, shutdown: nothing };
  return new BasicTracerProvider({ spanProcessors: [printer] });
}
// #endregion spans
