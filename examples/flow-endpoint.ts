// The endpoint of a flow: seats at a tasting, as many as are left. Its screens are in files/seats.flow.json.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import {
  completeFlow,
  createFlowEndpoint,
  generateFlowKeys,
  InvalidFlowTokenError,
  showError,
} from "@openwaba/flows/endpoint";
import { createWhatsAppClient, setBusinessPublicKey, toNodeHandler } from "openwaba";

const port = Number(process.env.PORT ?? 3000);
const passphrase = required("FLOW_PASSPHRASE");
const keyFile = process.env.FLOW_PRIVATE_KEY ?? "flow.private.pem";
if (!existsSync(keyFile)) await setUpKeys();

/** What each screen shows, and what it sends. */
interface Screens {
  DAY: { data: { days: { id: string; title: string }[] }; payload: { day: string; seats: string } };
  CONFIRM: { data: { summary: string; day: string; seats: string }; payload: { day: string; seats: string } };
}

const seatsLeft = new Map([
  ["2026-12-12", 4],
  ["2026-12-19", 2],
]);
const booked = new Set<string>(); // flow tokens

const endpoint = createFlowEndpoint<Screens>({
  privateKey: await readFile(keyFile, "utf8"),
  passphrase,
  appSecret: required("META_APP_SECRET"),
  on: {
    INIT({ flow_token }) {
      // a token is made up for each message; this one was used
      if (booked.has(flow_token)) throw new InvalidFlowTokenError("Your seats are booked. Write to us to change them.");
      return { screen: "DAY", data: { days: openDays() } };
    },
    data_exchange: {
      DAY(event) {
        const { day, seats } = event.data;
        if (!fits(day, seats)) return showError(event, "So many seats are not left", { days: openDays() });
        return { screen: "CONFIRM", data: { summary: `${seats} seats on ${day}`, day, seats } };
      },
      CONFIRM(event) {
        const { day, seats } = event.data;
        // somebody else may have been faster
        if (!fits(day, seats)) return showError(event, "They are gone", { summary: "Please go back", day, seats });
        seatsLeft.set(day, Number(seatsLeft.get(day)) - Number(seats));
        booked.add(event.flow_token);
        console.log(`← ${seats} seats on ${day}`);
        return completeFlow(event, { day, seats });
      },
    },
    error: ({ error, error_message, screen }) => console.error(`✗ ${error} on ${screen}: ${error_message}`),
  },
});

createServer(toNodeHandler(endpoint)).listen(port, () => console.log(`Waiting for flows on port ${port}`));

function openDays() {
  return [...seatsLeft].filter(([, seats]) => seats > 0).map(([id, seats]) => ({ id, title: `${id}, ${seats} seats` }));
}

/** A phone sent both, so both are checked. */
function fits(day: string, seats: string): boolean {
  return /^[1-9]\d?$/.test(seats) && Number(seats) <= (seatsLeft.get(day) ?? 0);
}

/** Generates keys, and gives the public one to the platform: each number that sends the flow needs it. */
async function setUpKeys(): Promise<void> {
  const client = createWhatsAppClient({
    auth: required("WHATSAPP_ACCESS_TOKEN"),
    baseUrl: process.env.WHATSAPP_BASE_URL || "https://graph.facebook.com",
    ids: { phone_number_id: required("WHATSAPP_PHONE_NUMBER_ID") },
  });
  const { privateKey, publicKey } = await generateFlowKeys({ passphrase });
  await setBusinessPublicKey(client, { business_public_key: publicKey });
  await writeFile(keyFile, privateKey, { mode: 0o600, flag: "wx" });
  console.log(`The public key is set; the private key is in ${keyFile}`);
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  console.error(`Cannot start the endpoint: set ${name}`);
  process.exit(2);
}
