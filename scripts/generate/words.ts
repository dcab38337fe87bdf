/** `preverified-numbers` → `PreverifiedNumbers`, `price_list` → `PriceList` */
export function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|[-_])([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}
