import { readFileSync } from "node:fs";

/** Options of a file by their names, as text. */
export type Config = Readonly<Record<string, string>>;

/**
 * Reads a file of options: a JSON object with their names as on the command line, without the dashes in front.
 *
 * @throws TypeError if it cannot be read, or has another name or kind of value
 */
export function readConfig(path: string, options: Readonly<Record<string, { type: "string" | "boolean" }>>): Config {
  const value = readJsonFile("the config file", path);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError(`the config file ${path} must be an object`);
  const config: Record<string, string> = {};
  for (const [name, own] of Object.entries(value)) {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    const names = Object.keys(options).filter((known) => known !== "help" && known !== "config");
    if (!option || !names.includes(name))
      throw new TypeError(`the config file ${path} has an unknown option ${name}: there are ${names.join(", ")}`);
    const isFit = option.type === "boolean" ? typeof own === "boolean" : ["string", "number"].includes(typeof own);
    if (!isFit) throw new TypeError(`${name} in the config file ${path} must be ${option.type}`);
    config[name] = String(own);
  }
  return config;
}

/**
 * The value in a JSON file.
 *
 * @throws TypeError that names the file, as `what`
 */
export function readJsonFile(what: string, path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new TypeError(`cannot read ${what} ${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TypeError(`${what} ${path} is not JSON`, { cause: error });
  }
}
