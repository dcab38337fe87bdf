/** What the digits of a number say about its country. */
export interface Country {
  /** Calling code. */
  prefix: number;
  /** ISO 3166-1 alpha-2. */
  code: string;
  region: string;
}

/** A few countries. Several share the code 1; most of its numbers belong to the one listed here. */
const countries: readonly Country[] = [
  { prefix: 1, code: "US", region: "North America" },
  { prefix: 33, code: "FR", region: "Europe" },
  { prefix: 34, code: "ES", region: "Europe" },
  { prefix: 44, code: "GB", region: "Europe" },
  { prefix: 49, code: "DE", region: "Europe" },
  { prefix: 52, code: "MX", region: "North America" },
  { prefix: 55, code: "BR", region: "South America" },
  { prefix: 62, code: "ID", region: "Asia" },
  { prefix: 91, code: "IN", region: "Asia" },
  { prefix: 234, code: "NG", region: "Africa" },
];

/** The country of a number given in digits, undefined if it is not in the list. */
export function countryOf(digits: string): Country | undefined {
  return countries.find(({ prefix }) => digits.startsWith(String(prefix)));
}

/** The digits of a formatted phone number, undefined if it is not a phone number. */
export function readDigits(phoneNumber: string): string | undefined {
  if (!/^\s*\+?[\d\s()-]+$/.test(phoneNumber)) return undefined;
  const digits = phoneNumber.replaceAll(/\D/g, "");
  return digits.length >= 7 && digits.length <= 15 ? digits : undefined;
}

/** Formats the digits for display. */
export function displayNumber(digits: string): string {
  const northAmerican = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits);
  if (northAmerican) return `+1 ${northAmerican.slice(1).join("-")}`;
  const prefix = String(countryOf(digits)?.prefix ?? "");
  return prefix ? `+${prefix} ${digits.slice(prefix.length)}` : `+${digits}`;
}
