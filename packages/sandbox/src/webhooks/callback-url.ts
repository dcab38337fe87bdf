import { namesOwnHost } from "../server/own-host.ts";

/** Why the platform does not call a URL, undefined if it does: it takes https alone, the sandbox http on loopback too. */
export function callbackUrlProblem(url: string): string | undefined {
  if (!URL.canParse(url)) return "it is not an absolute URL";
  const { protocol, username, password } = new URL(url);
  if (username !== "" || password !== "") return "it contains a user name or a password";
  if (protocol === "https:" || (protocol === "http:" && namesOwnHost(url, []))) return undefined;
  return "it must be https, or http on loopback";
}
