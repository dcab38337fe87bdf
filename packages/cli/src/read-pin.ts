import { usageError } from "./cli-error.ts";
import { askSecret } from "./prompt.ts";
import type { Session } from "./session.ts";

/** The PIN of two-step verification, from WHATSAPP_PIN or a person. */
export async function readPin(session: Session): Promise<string> {
  const known = session.environment["WHATSAPP_PIN"];
  const pin =
    known ?? (await askSecret(session.context, session.output, "PIN of the number, six digits", "set WHATSAPP_PIN"));
  if (!/^\d{6}$/.test(pin)) throw usageError("Cannot register the number: a PIN has six digits");
  return pin;
}
