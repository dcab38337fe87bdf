export type Json = string | number | boolean | null | JsonArray | JsonObject;
export type JsonArray = readonly Json[];

/** An object without a prototype, so that names such as `__proto__` and `constructor` mean nothing. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** From the flow to a value in it. */
export type Path = readonly (string | number)[];

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is JsonArray {
  return Array.isArray(value);
}

export function isString(value: Json | undefined): value is string {
  return typeof value === "string";
}

/** The items that are objects, each with its index. */
export function objectsIn(value: Json | undefined): [index: number, item: JsonObject][] {
  const items: [number, JsonObject][] = [];
  if (!isArray(value)) return items;
  for (const [index, item] of value.entries()) if (isObject(item)) items.push([index, item]);
  return items;
}

/** `["screens", 0, "layout"]` → `screens[0].layout` */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}
