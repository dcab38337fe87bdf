import type { Product } from "./content/products-view.tsx";

interface OrderedProduct {
  readonly product_retailer_id: string;
  readonly quantity: number;
  readonly item_price?: number;
  readonly currency?: string;
}

/** A product in an order, with its price as far as it is known. */
export function orderedProduct(id: string, quantity: number, product: Product | undefined): OrderedProduct {
  const price = priceIn(product?.salePrice ?? product?.price ?? "");
  return {
    product_retailer_id: id,
    quantity,
    ...(price !== undefined && { item_price: price }),
    ...(product?.currency !== undefined && { currency: product.currency }),
  };
}

/** The number in a price that people read: the last sign before one or two digits at its end is the decimal one. */
function priceIn(text: string): number | undefined {
  const [digits = ""] = /\d[\d.,]*/.exec(text) ?? [];
  const [, whole = digits, decimals = "0"] = /^(.*)[.,](\d{1,2})$/.exec(digits) ?? [];
  if (digits === "") return undefined;
  return Number(`${whole.replaceAll(/\D/g, "")}.${decimals}`);
}
