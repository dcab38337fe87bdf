/** What webhooks bring, for a program that continues once something has come, and may have come before it asks. */
export class Arrivals<Item> {
  readonly #items: Item[] = [];
  readonly #wakers = new Set<() => void>();

  readonly add = (item: Item): void => {
    this.#items.push(item);
    for (const wake of this.#wakers) wake();
  };

  /** The first one that matches, also of those that came before. */
  async first(matches: (item: Item) => boolean): Promise<Item> {
    for (;;) {
      const found = this.#items.find((item) => matches(item));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#wakers.add(resolve));
    }
  }
}
