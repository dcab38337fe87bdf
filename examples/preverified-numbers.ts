// Pre-verified numbers from start to end. Runs against its own sandbox, or against the platform if
// WHATSAPP_ACCESS_TOKEN and WHATSAPP_BUSINESS_ID are set; there it only reads, unless --write gives a number.
import { parseArgs } from "node:util";
import { GraphConnectionError, GraphError } from "@openwaba/runtime";
import { Narrator } from "./narrator.ts";
import { connectToPlatform, connectToSandbox } from "./preverified-numbers/targets.ts";
import { walkThrough } from "./preverified-numbers/walk-through.ts";

const values = readFlags();
const { WHATSAPP_ACCESS_TOKEN: accessToken, WHATSAPP_BUSINESS_ID: businessId } = process.env;
if (Boolean(accessToken) !== Boolean(businessId)) {
  console.error("Cannot connect to the platform: set both WHATSAPP_ACCESS_TOKEN and WHATSAPP_BUSINESS_ID, or neither");
  process.exit(2);
}

const narrator = new Narrator((line) => console.log(line));
const target =
  accessToken && businessId
    ? connectToPlatform(narrator, { accessToken, businessId, number: values.write, partners: values.partner })
    : await connectToSandbox(narrator);
try {
  await walkThrough(target, narrator);
} catch (error) {
  if (!(error instanceof GraphError || error instanceof GraphConnectionError)) throw error;
  narrator.say(error.message);
  process.exitCode = 1;
} finally {
  await target.close();
}

function readFlags() {
  try {
    return parseArgs({
      options: { write: { type: "string" }, partner: { type: "string", multiple: true, default: [] } },
    }).values;
  } catch (error) {
    console.error(`Cannot read the flags: ${error instanceof Error ? error.message : error}`);
    console.error("The flags are --write <number> and --partner <business id>, only for the platform");
    process.exit(2);
  }
}
