/** Something that was sent, as `sandbox.calls` shows it. */
export interface ShownContent {
  readonly value: unknown;
  /** Characters that it has, roughly. */
  readonly size: number;
}

const hidden = "[hidden]";
const secretName = /^(?:access_token|input_token|fb_exchange_token|verify_token|pin)$|password|secret|proof/i;
const secretInText =
  /((?:access_token|input_token|fb_exchange_token|appsecret_proof|client_secret)(?:=|\\*"\s*:\s*\\*"))[^&"\\\s]+/g;
const overhead = 8; // characters of a name or value beside its text, roughly

/** A copy without secrets, with the name, type and size of files in place of their bytes. It is frozen. */
export function showContent(value: unknown): ShownContent {
  let size = 0;

  function show(inner: unknown): unknown {
    size += overhead;
    if (typeof inner === "string") {
      size += inner.length;
      return inner.includes("access_token") || inner.includes("secret")
        ? inner.replace(secretInText, `$1${hidden}`)
        : inner;
    }
    if (typeof inner !== "object" || inner === null) return inner;
    if (Array.isArray(inner)) return Object.freeze(inner.map(show));
    if ("bytes" in inner && inner.bytes instanceof Uint8Array) {
      const { bytes, ...about } = { ...inner, bytes: inner.bytes };
      return Object.freeze({ ...about, size: bytes.length });
    }
    const entries = Object.entries(inner).map(([name, own]) => {
      size += name.length;
      return [name, secretName.test(name) && typeof own !== "object" ? hidden : show(own)];
    });
    return Object.freeze(Object.fromEntries(entries));
  }

  return { value: show(value), size };
}
