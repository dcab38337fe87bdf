/** A map that drops idle entries as new ones come, without a timer. */
export interface IdleMap<Item> {
  /** The item of a key; created if missing. */
  get(key: string): Item;
  /** The item of a key, if there is one. */
  find(key: string): Item | undefined;
  readonly size: number;
}

/**
 * Each new item checks two others in turn and drops them if idle. So there are never many more items than have been in
 * use at one time.
 */
export function createIdleMap<Item>(create: (key: string) => Item, isIdle: (item: Item) => boolean): IdleMap<Item> {
  const items = new Map<string, Item>();

  // kept: a new iterator would have to skip every deleted entry
  let turn = items.entries();

  function makeRoom(): void {
    for (let looks = 2; looks > 0; looks--) {
      const { value, done } = turn.next();
      if (done) turn = items.entries();
      else if (isIdle(value[1])) items.delete(value[0]);
    }
  }

  return {
    get(key) {
      const known = items.get(key);
      if (known !== undefined) return known;
      makeRoom();
      const item = create(key);
      items.set(key, item);
      return item;
    },
    find: (key) => items.get(key),
    get size() {
      return items.size;
    },
  };
}
