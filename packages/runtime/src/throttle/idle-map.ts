/** One thing for each key, forgotten some time after it fell idle, without a timer. */
export interface IdleMap<Item> {
  /** The item of a key, made when there is none. */
  get(key: string): Item;
  /** The item of a key where there is one. */
  find(key: string): Item | undefined;
  readonly size: number;
}

/**
 * Each new item makes room: two others are looked at in turn and dropped where they are idle. So there are never many
 * more items than have been in use at one time.
 */
export function createIdleMap<Item>(create: (key: string) => Item, isIdle: (item: Item) => boolean): IdleMap<Item> {
  const items = new Map<string, Item>();

  // kept, because a new iterator has to pass everything that was deleted
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
