// Embedded Signup: from the code that your page gets, to the first message of the new customer and its status.
// On the platform WHATSAPP_SIGNUP_CODE is that code, good for 30 seconds; the page also gets the ids of account and number.
import {
  createWebhookHandler,
  createWhatsAppClient,
  debugToken,
  exchangeToken,
  getPhoneNumber,
  GraphError,
  registerPhoneNumber,
  sendMessage,
  subscribeApp,
  withAppSecret,
} from "openwaba";
import { Narrator } from "./narrator.ts";
import { openPlatform } from "./platform.ts";

const narrator = new Narrator((line) => console.log(line));
const { name, baseUrl, ids, app, customer, sandbox, ...platform } = await openPlatform({ isProofRequired: true });
const code = process.env.WHATSAPP_SIGNUP_CODE || (sandbox && "a-code-from-the-page");
const pin = process.env.WHATSAPP_PIN || "581063"; // make one up for each number, and store it
if (!code) {
  console.error("Cannot sign up: set WHATSAPP_SIGNUP_CODE to the code that Embedded Signup gave to your page");
  process.exit(2);
}

const statuses: string[] = [];
let told: () => void = () => undefined;
const fate = new Promise<void>((resolve) => (told = resolve));
platform.receive(
  createWebhookHandler({
    appSecret: app.secret,
    verifyToken: app.verifyToken,
    on: {
      statuses({ status: { status, errors } }) {
        statuses.push(status === "failed" ? `failed: ${errors?.[0]?.title}` : status);
        if (status === "delivered" || status === "failed") told();
      },
    },
  }),
);

narrator.say(`Embedded Signup, on ${name}`);
try {
  await signUp(code);
  narrator.say("\nThe business is open. Store its token, encrypted, with the ids of account and number, and the PIN.");
} catch (error) {
  if (!(error instanceof GraphError)) throw error;
  narrator.say(`✗ ${error.message}\n\nThe business has not signed up.`);
  process.exitCode = 1;
} finally {
  await platform.close();
}

// #region sign-up
async function signUp(signupCode: string): Promise<void> {
  const nobody = createWhatsAppClient({ auth: null, baseUrl, fetch: narrator.fetch });

  narrator.step("Exchange the code for the token of the business");
  const { access_token } = await exchangeToken(nobody, {
    client_id: app.id,
    client_secret: app.secret,
    code: signupCode,
  });

  narrator.step("Look at the token: whether it is for our app, and what it may do");
  const ourApp = nobody.with({ auth: withAppSecret(`${app.id}|${app.secret}`, app.secret) });
  const { data: token } = await debugToken(ourApp, { input_token: access_token });
  if (!token.is_valid || token.app_id !== app.id)
    throw new Error(`Cannot sign up: the token is of app ${token.app_id}`);
  narrator.say(`${token.expires_at ? "It expires" : "It does not expire"}, and may ${token.scopes?.join(", ")}`);

  const business = nobody.with({ auth: withAppSecret(access_token, app.secret), ids });
  narrator.step("Have webhooks of the account sent to our app");
  await subscribeApp(business);

  narrator.step("Register the number, with a PIN");
  await registerPhoneNumber(business, { pin });
  const number = await getPhoneNumber(business, { fields: ["display_phone_number", "verified_name", "status"] });
  narrator.say(`${number.display_phone_number} of ${number.verified_name} is ${number.status}`);

  narrator.step("Send the first message, a template that every account has");
  const template = { name: "hello_world", language: { code: "en_US" } } as const;
  await sendMessage(business, { to: customer, type: "template", template });
  await fate;
  narrator.say(`← ${statuses.join(", ")}`);
}
// #endregion sign-up
