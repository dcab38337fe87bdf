/** Imports from here, where the peers are installed. */
export function loadFromPeers(name: string): Promise<unknown> {
  return import(name);
}
