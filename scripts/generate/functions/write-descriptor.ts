import type { DomainFunction } from "./join-versions.ts";

/** `POST /{phone_number_id}/messages messaging_product=whatsapp`, as `@openwaba/runtime/functions` reads it. */
export function writeDescriptor({ method, path, places, constants, hasBody }: DomainFunction): string {
  const isBodyNamed = places.get("body") === "body";
  const hasQuery = [...places.values()].includes("query");
  const others = isBodyNamed ? "query" : hasBody || (method === "post" && !hasQuery) ? "body" : "query";
  const usual = method === "post" ? "body" : "query";
  const marks = [
    ...(others === usual ? [] : [others]),
    ...[...places]
      .filter(([, place]) => place !== "path" && place !== others)
      .map(([name, place]) => `${place}:${name}`),
    ...[...constants].map(([name, value]) => `${name}=${value}`),
  ];
  return [method.toUpperCase(), path, ...marks].join(" ");
}
