/** An amount of money in whole units, such as 1,299 with the offset 100 for 12.99. */
export interface Amount {
  readonly value: number;
  readonly offset: number;
}

/** An amount with its currency, as the reader of the page writes it. */
export function formatMoney({ value, offset }: Amount, currency: string): string {
  return formatPrice(value / (offset || 1), currency);
}

export function formatPrice(value: number, currency: string): string {
  if (!/^[A-Za-z]{3}$/.test(currency)) return `${value} ${currency}`;
  return new Intl.NumberFormat(undefined, { style: "currency", currency }).format(value);
}
