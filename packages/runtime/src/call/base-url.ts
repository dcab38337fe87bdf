/**
 * Reads an address that calls go to.
 *
 * @throws {TypeError} when it is no URL, not https (except on loopback), or carries credentials, a query or a version
 */
export function readBaseUrl(option: string, baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const problem = !url
    ? "no absolute URL"
    : url.username || url.password || /[?#]/.test(baseUrl) // a bare one is not in `search` or `hash`
      ? "a URL with credentials, query or fragment"
      : url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))
        ? "not https, so it must not see the token"
        : /\/v\d+\.\d+\/*$/.test(url.pathname)
          ? "a URL with a Graph version, which the option version names"
          : undefined;
  if (!url || problem) throw new TypeError(`Cannot create a client: ${option} is ${problem}`);
  return url;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|\[::1]|127(\.\d+){3})$/.test(hostname);
}
