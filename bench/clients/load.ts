/** Imports from here, where the clients are installed. */
export function loadFromClients(name: string): Promise<unknown> {
  return import(name);
}
