// Three tenants in one server: one webhook for all accounts, and for each its own client with its own token.
// `node examples/tenants.ts tenants.json` serves the tenants of a file, as examples/tenants/tenants.ts describes them.
import { createWebhookHandler, createWhatsAppClient, isGraphError, replyTo } from "openwaba";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";
import { openTenants, readTenants, type Tenant } from "./tenants/tenants.ts";

const [file] = process.argv.slice(2);
const narrator = new Narrator((line) => console.log(line));
const { name, baseUrl, app, sandbox, ...platform } = await openPlatform();
if (file === undefined && !sandbox) {
  console.error("Cannot serve tenants: name their file, as in `node examples/tenants.ts tenants.json`");
  process.exit(2);
}
const tenants = file !== undefined ? await readTenants(file) : sandbox ? await openTenants(sandbox) : [];
narrator.say(`${tenants.length} tenants in one server, on ${name}`);

// #region accounts
// without a token of its own: a call for nobody cannot be made with somebody's token
const everybody = createWhatsAppClient({ auth: null, baseUrl });
const accounts = new Map(tenants.map((tenant) => [tenant.waba_id, openAccount(tenant)]));

/** What the server keeps in memory for one tenant. The clients share connections and retries, not tokens. */
function openAccount(tenant: Tenant) {
  const { access_token: auth, waba_id, phone_number_id } = tenant;
  const client = everybody.with({ auth, ids: { waba_id, phone_number_id } });
  return { ...tenant, client, received: 0, sent: 0, delivered: 0 };
}
// #endregion accounts

// #region webhook
let handled: () => void = () => undefined;
platform.receive(
  createWebhookHandler({
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    on: {
      // the signature says that the platform sent it, `wabaId` for whom
      async "messages.text"(event) {
        const account = accounts.get(event.wabaId);
        if (!account) return narrator.say(`– a message for account ${event.wabaId}, which is no tenant of ours`);
        account.received += 1;
        narrator.say(`← ${account.name}: ${event.message.text?.body}`);
        try {
          await replyTo(account.client, event, { text: { body: account.greeting } });
          account.sent += 1;
          narrator.say(`→ ${account.greeting}`);
        } catch (error) {
          // delivering it again would not help, and the other tenants have nothing to do with it
          if (!isGraphError(error, "auth")) throw error;
          narrator.say(`✗ ${account.name} must sign up again: code ${error.code}`);
        }
        handled();
      },
      "statuses.delivered"({ wabaId }) {
        const account = accounts.get(wabaId);
        if (account) account.delivered += 1;
      },
    },
  }),
);
// #endregion webhook

for (const tenant of tenants) {
  narrator.step(`A customer writes to ${tenant.name}`);
  const answer = new Promise<void>((resolve) => (handled = resolve));
  await platform.ask(`Please write “Hello” to the number of ${tenant.name}`, (ada) =>
    ada.text("Hello", { phoneNumberId: tenant.phone_number_id }),
  );
  await answer;
}
await sandbox?.settled();

narrator.step("What each tenant pays for");
narrator.say("received  sent  delivered");
for (const { name: who, received, sent, delivered } of accounts.values()) {
  narrator.say(
    `${String(received).padStart(8)}  ${String(sent).padStart(4)}  ${String(delivered).padStart(9)}  ${who}`,
  );
}
narrator.say("\nEach message went to the client of its account, and each client has the token of one tenant.");
await platform.close();
