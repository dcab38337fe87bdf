import { isSchema, resolve, type SpecDocument } from "./schemas.ts";

/** Schemas of the bodies that set a callback URL, with its name. */
const callbacks = new Map([
  ["SubscribeToWebhooks", "callback_url"],
  ["SubscribeApp", "override_callback_uri"],
]);

/**
 * A document whose callback URLs may be http: on loopback the sandbox calls them, and whoever sets one checks it against
 * the hosts that are allowed.
 */
export function allowHttpCallbacks(document: SpecDocument): SpecDocument {
  const components = resolve(document, document["components"]);
  const schemas = resolve(document, components["schemas"]);
  const changed = [...callbacks].flatMap(([name, property]): [string, object][] => {
    const schema = schemas[name];
    if (!isSchema(schema)) return [];
    const properties = resolve(document, schema["properties"]);
    const { pattern: _, ...url } = resolve(document, properties[property]);
    return [[name, { ...schema, properties: { ...properties, [property]: url } }]];
  });
  if (changed.length === 0) return document;
  return { ...document, components: { ...components, schemas: { ...schemas, ...Object.fromEntries(changed) } } };
}
