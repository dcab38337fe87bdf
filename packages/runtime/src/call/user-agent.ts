declare const packageVersion: string; // set by the build

const product = `openwaba/${typeof packageVersion === "string" ? packageVersion : "0.0.0"}`;

/**
 * The value of `User-Agent`: the app's own name, then ours. Undefined in a browser, which sends its own and would need
 * a CORS preflight for another.
 *
 * @throws {TypeError} when the app's name cannot be sent in a header
 */
export function userAgentOf(app: string | undefined): string | undefined {
  if (app !== undefined && !/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(app)) {
    throw new TypeError(
      "Cannot create a client: userAgent must be printable ASCII without line breaks, such as my-app/1.0",
    );
  }
  const isBrowser = "document" in globalThis || "importScripts" in globalThis;
  if (isBrowser) return undefined;
  return app === undefined ? product : `${app} ${product}`;
}
