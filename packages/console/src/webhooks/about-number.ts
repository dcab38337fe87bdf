import { readAt, writeAt } from "./form/paths.ts";

/** A business number as the sandbox has it. */
export interface BusinessNumber {
  readonly id: string;
  readonly displayPhoneNumber: string;
}

/** The value of a webhook, about another number where it names one. */
export function aboutNumber(value: unknown, { id, displayPhoneNumber }: BusinessNumber): unknown {
  const digits = displayPhoneNumber.replaceAll(/\D/g, "");
  const places = [
    { path: ["metadata", "phone_number_id"], named: id },
    { path: ["metadata", "display_phone_number"], named: digits },
    { path: ["display_phone_number"], named: digits },
    { path: ["phone_number_settings", "phone_number_id"], named: id },
  ];
  return places.reduce<unknown>(
    (about, { path, named }) => (readAt(about, path) === undefined ? about : writeAt(about, path, named)),
    value,
  );
}
