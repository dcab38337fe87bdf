import type { CallContext } from "../call/request.ts";

const key = Symbol("secrets");

/** A call with its secrets, which nothing that prints or copies a call can see: a function returns them. */
type CallWithSecrets = CallContext & { [key]?: () => string[] };

function secretsOf(call: CallWithSecrets | undefined): string[] {
  return call?.[key]?.() ?? [];
}

/** Records a secret that no error, hook or log of this call may show: its token, its proof, the app secret. */
export function keepSecret(call: CallWithSecrets, secret: string): void {
  const secrets = secretsOf(call);
  if (!secrets.includes(secret)) secrets.push(secret);
  call[key] ??= () => secrets;
}

/** Makes calls that are sent as one request share their secrets, whichever of them records one. */
export function shareSecrets(whole: CallWithSecrets, parts: readonly CallWithSecrets[]): void {
  const calls = [whole, ...parts];
  const secrets = [...new Set(calls.flatMap(secretsOf))];
  for (const call of calls) call[key] = () => secrets;
}

const secretNames = /(^|_)(token|secret|proof|sig|pin|code|password)$/;

/** Records the secrets in query parameters and bodies, recognized by name. */
export function keepSecretValues(call: CallContext, ...records: unknown[]): void {
  for (const record of records) {
    if (typeof record !== "object" || record === null) continue;
    for (const [name, value] of record instanceof URLSearchParams ? record : Object.entries(record)) {
      if (secretNames.test(name) && typeof value === "string" && value.length > 5) keepSecret(call, value);
    }
  }
}

const longestText = 2000; // characters; the longest messages of the platform have a few hundred

/**
 * Removes the secrets and ids of the call and whatever looks like another secret, and shortens the text. Messages of
 * the platform, proxies and networks may repeat what was sent to them.
 */
export function hideSecrets(text: string, call: CallContext | undefined): string {
  // a secret cut off at the end would not be recognized: drop the last word
  const excerpt = text.length > 2 * longestText ? text.slice(0, 2 * longestText).replace(/\S*$/, "") : text;
  const shown = Object.values(call?.ids ?? {}).reduce(hideId, hideShapes(hideKnown(excerpt, call)));
  return shown.length > longestText ? `${shown.slice(0, longestText)}…` : shown;
}

/** Removes the secrets of the call in any encoding, and pieces of them. */
export function hideKnown(text: string, call: CallWithSecrets | undefined): string {
  return secretsOf(call).reduce(hideValue, text);
}

const pieceLength = 16;

function hideValue(text: string, secret: string): string {
  if (secret.length < 4) return text; // it could be part of any word
  return formsOf(secret).reduce((shown, form) => hidePieces(shown.replaceAll(form, "…"), form), text);
}

/** A secret as it is, as JSON writes it, and as a URL does. */
function formsOf(secret: string): string[] {
  if (/^[\w.-]+$/.test(secret)) return [secret]; // as nearly all tokens: the same everywhere
  const encoded = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd")); // it throws on half a surrogate pair
  return [secret, JSON.stringify(secret).slice(1, -1), encoded];
}

function hidePieces(text: string, secret: string): string {
  if (secret.length <= pieceLength) return text;
  const isPiece = (end: number) => end <= text.length && secret.includes(text.slice(end - pieceLength, end));
  let shown = "";
  let kept = 0;
  for (let end = pieceLength; end <= text.length; end++) {
    if (!isPiece(end)) continue;
    shown += `${text.slice(kept, end - pieceLength)}…`;
    while (isPiece(end + 1)) end++;
    kept = end;
    end += pieceLength - 1;
  }
  return shown + text.slice(kept);
}

/** Hides whatever looks like a token, a proof or a secret unknown to this client. */
function hideShapes(text: string): string {
  return text
    .replace(/:\/\/[^\s/@]+@/g, "://…@")
    .replace(/\?[^\s"'<>?]+=[^\s"'<>]*/g, "?…")
    .replace(
      /((?:access_token|input_token|exchange_token|client_secret|appsecret_proof)["']?\s*[=:]\s*["']?)[^\s"'&<>]+/g,
      "$1…",
    )
    .replace(/\b(Bearer|OAuth) [^\s"'<>]{12,}/g, "$1 …")
    .replace(/\bEAA\w{12,}|\b\d{6,}\|[\w-]{16,}|\b(?:[0-9a-f]{32}){1,2}\b/g, "…")
    .replace(/wamid\.\S+|(?<![\w|-])[\w|-]{40,}/g, (word) => (looksRandom(word) ? "…" : word));
}

/** Names do not mix capitals and digits, or have fewer than 40 characters. */
function looksRandom(word: string): boolean {
  return !word.startsWith("wamid.") && /[A-Z]/.test(word) && /[a-z]/.test(word) && /\d/.test(word);
}

/** Hides an id, except where the platform says that it does not exist: there a developer needs it. */
function hideId(text: string, id: string): string {
  if (id.length < 6) return text; // a shorter one identifies nobody, and could be part of any word
  const parts = text.split(`Object with ID '${id}'`);
  return parts.map((part) => part.replaceAll(id, "…")).join(`Object with ID '${id}'`);
}

/** A JSON value with the secrets in its strings and names hidden. */
export function hideInJson(value: unknown, call: CallContext | undefined): unknown {
  if (typeof value === "string") return hideSecrets(value, call);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => hideInJson(item, call));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [hideSecrets(name, call), hideInJson(item, call)]),
  );
}

/**
 * Hides the secrets of the call in what was thrown. An error stays the same object: strings lose the secret, other
 * properties that contain one are hidden entirely.
 */
export function hideInThrown(thrown: unknown, call: CallWithSecrets): unknown {
  return call[key] ? withoutSecrets(thrown, (text) => hideKnown(text, call), new Set()) : thrown;
}

function withoutSecrets(value: unknown, hide: (text: string) => string, seen: Set<unknown>): unknown {
  if (typeof value === "string") return hide(value);
  if (typeof value !== "object" || value === null || seen.has(value)) return value;
  seen.add(value);
  if (Array.isArray(value)) for (const item of value) if (item instanceof Error) withoutSecrets(item, hide, seen);
  if (!(value instanceof Error)) return holdsSecret(value, hide) ? "…" : value;
  for (const name of new Set(["name", "message", "stack", "cause", ...Object.getOwnPropertyNames(value)])) {
    const found: unknown = Reflect.get(value, name);
    const shown = withoutSecrets(found, hide, seen);
    const options = { value: shown, configurable: true, writable: true, enumerable: Object.keys(value).includes(name) };
    if (shown !== found && !Reflect.defineProperty(value, name, options)) return new Error(hide(value.message));
  }
  return value;
}

function holdsSecret(value: object, hide: (text: string) => string): boolean {
  try {
    const text = JSON.stringify(value);
    return hide(text) !== text;
  } catch {
    return true; // unknown, so assume it does
  }
}
