import { BoundedMap } from "../server/bounded-map.ts";

interface Owned {
  readonly id: string;
  /** Id of what it belongs to. */
  readonly of: string | undefined;
}

/** The newest nodes of one kind, which are found by their ids and by what they belong to. */
export class NodeMap<Node extends Owned> extends BoundedMap<string, Node> {
  readonly #owners = new Map<string | undefined, Map<string, Node>>();

  constructor(entries: number) {
    super({ entries });
  }

  override set(id: string, node: Node): this {
    const former = this.get(id);
    if (former && former.of !== node.of) this.#disown(former);
    const owned = this.#owners.get(node.of) ?? new Map<string, Node>();
    this.#owners.set(node.of, owned.set(id, node));
    return super.set(id, node);
  }

  override delete(id: string): boolean {
    const node = this.get(id);
    if (node) this.#disown(node);
    return super.delete(id);
  }

  /** The nodes that belong to `owner`, oldest first. */
  of(owner: string): Node[] {
    return [...(this.#owners.get(owner)?.values() ?? [])];
  }

  #disown({ id, of }: Owned): void {
    const owned = this.#owners.get(of);
    owned?.delete(id);
    if (owned?.size === 0) this.#owners.delete(of);
  }
}
