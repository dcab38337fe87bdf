import { describe, expectTypeOf, test } from "vitest";
import {
  connectCatalog,
  createCatalog,
  createCatalogsClient,
  disconnectCatalog,
  listConnectedCatalogs,
  listProducts,
} from "./index.ts";

const client = createCatalogsClient({
  auth: "EAAB",
  ids: { waba_id: "102290129340398", business_id: "506914307656634" },
});
const catalog_id = "367025965434465";

describe("products", () => {
  test("have the fields that were asked for", async () => {
    const products = listProducts(client, { catalog_id, fields: ["retailer_id", "price"] });
    for await (const product of products) {
      expectTypeOf(product.retailer_id).toEqualTypeOf<string | undefined>();
      expectTypeOf(product.price).toEqualTypeOf<string | undefined>();
      // @ts-expect-error: a field that was not
      void product.availability;
    }
  });

  test("have nothing but an id for sure", async () => {
    for await (const product of listProducts(client, { catalog_id })) {
      expectTypeOf(product.id).toEqualTypeOf<string>();
      // @ts-expect-error: it was not asked for
      void product.retailer_id;
    }
  });

  test("are of a catalog, with fields that exist", () => {
    // @ts-expect-error: of no catalog
    listProducts(client, { fields: ["name"] });
    // @ts-expect-error: the name of the id in messages
    listProducts(client, { catalog_id, fields: ["product_retailer_id"] });
    // @ts-expect-error: fields as text
    listProducts(client, { catalog_id, fields: "retailer_id,name" });
    // @ts-expect-error: an id that is no string
    listProducts(client, { catalog_id: 367025965434465 });
    // @ts-expect-error: a filter as text
    listProducts(client, { catalog_id, filter: '{"name":{"i_contains":"beans"}}' });
  });
});

describe("a catalog", () => {
  test("is connected and disconnected by its id", () => {
    connectCatalog(client, { catalog_id });
    disconnectCatalog(client, { catalog_id });
    // @ts-expect-error: none
    connectCatalog(client, {});
    // @ts-expect-error: several
    connectCatalog(client, { catalog_ids: [catalog_id] });
    // @ts-expect-error: whichever there is
    disconnectCatalog(client);
  });

  test("has a name and a vertical that exists", () => {
    createCatalog(client, { name: "Harbour Coffee beans", vertical: "commerce" });
    // @ts-expect-error: no name
    createCatalog(client, { vertical: "commerce" });
    // @ts-expect-error: an unknown vertical
    createCatalog(client, { name: "Harbour Coffee beans", vertical: "retail" });
  });

  test("is listed with id and name, in pages", async () => {
    for await (const catalog of listConnectedCatalogs(client)) {
      expectTypeOf(catalog).toEqualTypeOf<{ id: string; name?: string }>();
    }
    // @ts-expect-error: a field that does not exist
    listConnectedCatalogs(client, { fields: ["products"] });
  });
});
