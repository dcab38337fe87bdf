import { urlOf } from "./http-server.ts";

const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Whether the host of a URL is loopback or one of `hosts`. Any other name may have been made to resolve to this machine
 * (DNS rebinding).
 */
export function namesOwnHost(url: string, hosts: readonly (string | undefined)[]): boolean {
  const hostname = hostnameOf(url);
  if (hostname === undefined) return false;
  return (
    loopback.test(hostname) ||
    hosts.some((host) => host !== undefined && hostnameOf(urlOf(unmapped(host), 80)) === hostname)
  );
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/** An IPv4 address as a server that listens on IPv6 sees it, in its usual form. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, "");
}
