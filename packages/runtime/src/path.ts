/**
 * Puts the values into the path template.
 *
 * @throws {TypeError} when a value is missing, empty, or would lead to another path
 */
export function fillPath(template: string, values: Record<string, unknown> = {}): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value !== "string" && typeof value !== "number") {
      throw new TypeError(`Cannot call ${template}: path parameter ${name} is missing`);
    }
    const text = String(value);
    if (text.trim() === "") throw new TypeError(`Cannot call ${template}: path parameter ${name} is empty`);
    if (/^\.+$/.test(text)) {
      throw new TypeError(`Cannot call ${template}: path parameter ${name} must not be ${JSON.stringify(text)}`);
    }
    return encodeURIComponent(text);
  });
}
