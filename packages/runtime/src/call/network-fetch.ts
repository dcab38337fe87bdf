/** The options of a `fetch`, and whether the response is read as a stream. */
export interface NetworkInit extends RequestInit {
  duplex?: "half";
  isStream?: boolean;
}

/** Sends a request over the network, as the global `fetch` does. */
export type NetworkFetch = (url: string, init: NetworkInit) => Promise<Response>;
