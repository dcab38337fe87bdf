/** Limits of a {@link BoundedMap}. */
export interface Bounds<Value> {
  entries: number;
  /** Sum of the weights of all values. @default no limit */
  weight?: number;
  /** @default 0 for every value */
  weigh?: (value: Value) => number;
}

/** A map that drops its oldest entries when their number or total weight exceeds its limit. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #bounds: Required<Bounds<Value>>;
  #weight = 0;

  constructor(bounds: Bounds<Value>) {
    super();
    this.#bounds = { weight: Number.POSITIVE_INFINITY, weigh: () => 0, ...bounds };
  }

  /** A replaced entry keeps its age. */
  override set(key: Key, value: Value): this {
    this.#weight += this.#bounds.weigh(value) - this.#weightOf(key);
    super.set(key, value);
    while (this.size > this.#bounds.entries || this.#weight > this.#bounds.weight) {
      for (const oldest of this.keys()) {
        this.delete(oldest);
        break;
      }
    }
    return this;
  }

  override delete(key: Key): boolean {
    this.#weight -= this.#weightOf(key);
    return super.delete(key);
  }

  #weightOf(key: Key): number {
    const value = this.get(key);
    return value === undefined ? 0 : this.#bounds.weigh(value);
  }
}
