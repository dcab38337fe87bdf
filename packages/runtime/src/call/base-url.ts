/**
 * Validates a base URL.
 *
 * @throws {TypeError} when it is not a URL, not https (except on loopback), or carries credentials, a query or a
 * version
 */
export function readBaseUrl(option: string, baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const problem = !url
    ? "not an absolute URL"
    : url.username || url.password || /[?#]/.test(baseUrl) // a bare one is not in `search` or `hash`
      ? "a URL with credentials, query or fragment"
      : url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))
        ? "not https, so it must not receive the token"
        : /\/v\d+\.\d+\/*$/.test(url.pathname)
          ? "a URL with a Graph version: set the option version instead"
          : undefined;
  if (!url || problem) throw new TypeError(`Cannot create a client: ${option} is ${problem}`);
  return url;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|\[::1]|127(\.\d+){3})$/.test(hostname);
}
