/** The parts of the account, by their names in the address. */
export const sections = [
  { name: "start", label: "Start" },
  { name: "numbers", label: "Numbers" },
  { name: "accounts", label: "Accounts" },
  { name: "businesses", label: "Businesses" },
  { name: "customers", label: "Customers" },
  { name: "flows", label: "Flows" },
  { name: "groups", label: "Groups" },
  { name: "catalogs", label: "Catalogs" },
  { name: "solutions", label: "Solutions" },
  { name: "tokens", label: "Tokens" },
  { name: "pool", label: "Pre-verified numbers" },
  { name: "time", label: "Time" },
  { name: "state", label: "State" },
] as const;

export type SectionName = (typeof sections)[number]["name"];

export function sectionLabel(name: string): string | undefined {
  return sections.find((section) => section.name === name)?.label;
}
