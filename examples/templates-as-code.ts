// Templates as code: an account is made to match files, and each template becomes a function that takes its parameters.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "@openwaba/cli";
import { checkTemplateSend, createWebhookHandler, createWhatsAppClient, listMessageTemplates } from "openwaba";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";
import { orderOnItsWay } from "./templates-as-code/generated/whatsapp-templates.ts";

const narrator = new Narrator((line) => console.log(line));
const { name: place, baseUrl, accessToken, ids, app, customer, ...platform } = await openPlatform();
const client = createWhatsAppClient({ auth: accessToken, baseUrl, ids, fetch: narrator.fetch });
const folder = join(import.meta.dirname, "templates-as-code");
const temporary = await mkdtemp(join(tmpdir(), "templates-as-code-"));
narrator.say(`Templates as code, on ${place}`);

let told: () => void = () => undefined;
const fate = new Promise<void>((resolve) => (told = resolve));
platform.receive(
  createWebhookHandler({
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    on: {
      statuses({ status: { status, errors } }) {
        narrator.say(status === "failed" ? `← failed: ${errors?.[0]?.title}` : `← ${status}`);
        if (status === "delivered" || status === "failed") told();
      },
    },
  }),
);

narrator.step("Plan, then apply: openwaba templates apply templates --wait");
// keep the history beside your templates, and in your repository: this one is thrown away
const history = ["--history", join(temporary, "history.jsonl")];
await openwaba("templates", "plan", "templates", ...history);
const applied = await openwaba("templates", "apply", "templates", "--wait", ...history);

narrator.step("Is the module up to date? openwaba templates pull generated/whatsapp-templates.ts --check");
const only = ["--from", "openwaba", "--only", "order_on_its_way"];
const checked = await openwaba("templates", "pull", "generated/whatsapp-templates.ts", "--check", ...only);

if (applied === 0) {
  narrator.step("Send it: another parameter, or one too few, does not compile");
  await orderOnItsWay(client, {
    to: customer,
    body: { first_name: "Ada", order: "HC-8841" },
    button: { trackIt: "HC-8841", stop: "stop-orders" },
  });
  await fate;

  narrator.step("Values from elsewhere are checked before they are sent");
  const fields = ["name", "language", "status", "category", "parameter_format", "components"] as const;
  const { data } = await listMessageTemplates(client, { name: "order_on_its_way", fields });
  const [template] = data;
  const message = {
    name: "order_on_its_way",
    language: { code: "en_GB" },
    components: [{ type: "body", parameters: [{ type: "text", parameter_name: "first_name", text: "Ada\nLovelace" }] }],
  };
  const problems = template ? checkTemplateSend(template, message) : [];
  for (const problem of problems) narrator.say(`${problem.code} ${problem.message}`);
}
narrator.say(
  applied + checked === 0
    ? "\nThe account is as the files say. Next: change a text in examples/templates-as-code/templates."
    : "\nThe account and the files differ: see above.",
);
process.exitCode = applied + checked;
await rm(temporary, { recursive: true });
await platform.close();

/** Runs `openwaba` with these words, as a terminal or CI would; returns its exit code. */
function openwaba(...words: string[]): Promise<number> {
  const environment = {
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_BASE_URL: baseUrl,
    WHATSAPP_BUSINESS_ACCOUNT_ID: ids.waba_id,
    META_APP_ID: app.id,
  };
  const { stdin, stdout, stderr } = process;
  return runCli(words, { environment, stdin, stdout, stderr, cwd: folder, signal: new AbortController().signal });
}
