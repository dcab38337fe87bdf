import { namesOwnHost } from "../server/own-host.ts";

/**
 * Why the platform does not call a URL, undefined if it does: it takes https alone, the sandbox http on loopback and on
 * `hosts` too.
 */
export function callbackUrlProblem(url: string, hosts: readonly string[] = []): string | undefined {
  if (!URL.canParse(url)) return "it is not an absolute URL";
  const { protocol, username, password } = new URL(url);
  if (username !== "" || password !== "") return "it contains a user name or a password";
  if (protocol === "https:" || (protocol === "http:" && namesOwnHost(url, hosts))) return undefined;
  return `it must be https, or http on ${["loopback", ...hosts].join(" or ")}`;
}

/** Whether a text is the name or address of a host and nothing else: no scheme, port or path. */
export function isHostName(text: string): boolean {
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i.test(text);
}
