/**
 * Reads the address that calls go to.
 *
 * @throws {TypeError} when it is no URL, not https (except on loopback), or carries credentials or a query
 */
export function readBaseUrl(baseUrl: string): URL {
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch {
    throw new TypeError("Cannot create a client: baseUrl is not an absolute URL");
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new TypeError("Cannot create a client: baseUrl must hold no credentials, query or fragment");
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw new TypeError(`Cannot create a client: ${url.origin} is not https, so it must not see the token`);
  }
  return url;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
