import { computed } from "@preact/signals";
import type { Schemas } from "@openwaba/templates";
import { nodeOf, nodesOf } from "../control/store.ts";
import { fillTemplate } from "../templates/fill-template.ts";
import type { Product } from "./content/products-view.tsx";
import type { TemplateText } from "./summary.ts";

type Components = readonly Schemas["TemplateComponent"][];

/** The products of all catalogs, by the id that their seller gave them. */
export const products = computed<ReadonlyMap<string, Product>>(
  () =>
    new Map(
      [...nodesOf("product").values()].map(({ id, of = "", data }) => [
        String(data["retailer_id"] ?? id),
        {
          name: String(data["name"] ?? data["retailer_id"] ?? id),
          catalogId: of,
          ...textIn(data, "description"),
          ...textIn(data, "price"),
          ...textIn(data, "currency"),
          ...(typeof data["sale_price"] === "string" && { salePrice: data["sale_price"] }),
        },
      ]),
    ),
);

function textIn<Name extends string>(data: Readonly<Record<string, unknown>>, name: Name): { [Key in Name]?: string } {
  const value = data[name];
  return typeof value === "string" ? ({ [name]: value } as { [Key in Name]: string }) : {};
}

const templates = computed<ReadonlyMap<string, Components>>(
  () =>
    new Map(
      [...nodesOf("template").values()].map(({ of, data }) => [
        `${of} ${data["name"]} ${data["language"]}`,
        (data["components"] ?? []) as Components,
      ]),
    ),
);

/** Finds a template of the account that a business number belongs to. */
export function templateOf(phoneNumberId: string, name: string, language: string): Components | undefined {
  return templates.value.get(`${nodeOf("phone_number", phoneNumberId)?.of} ${name} ${language}`);
}

/** What is to be read in a template that was sent. */
export function templateTextFor(phoneNumberId: string): TemplateText {
  return ({ name, language, components }) => {
    const defined = templateOf(phoneNumberId, name, language.code);
    return defined && fillTemplate(defined, components).body;
  };
}
