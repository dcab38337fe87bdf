import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useChatActions } from "../chat-actions.ts";
import { ActionButton } from "./action-button.tsx";

/** A product of a catalog, as far as the sandbox knows it. */
export interface Product {
  readonly name: string;
  readonly catalogId: string;
  readonly description?: string;
  /** As people read it. */
  readonly price?: string;
  /** A lower one that counts instead. */
  readonly salePrice?: string;
  readonly currency?: string;
}

/** The products by the id that their seller gave them. */
export const ProductsContext = createContext<ReadonlyMap<string, Product>>(new Map());

/** One product, which can be ordered. */
export function ProductView({ catalogId, productId }: { catalogId: string; productId: string }) {
  const { order } = useChatActions();
  const found = useContext(ProductsContext).get(productId);
  return (
    <div class="product">
      <ProductCard productId={productId} />
      <ActionButton
        icon="shop"
        label="Order"
        onClick={() => order(catalogId || (found?.catalogId ?? ""), [{ id: productId, quantity: 1 }])}
      />
    </div>
  );
}

export function ProductCard({ productId }: { productId: string }) {
  const product = useContext(ProductsContext).get(productId);
  return (
    <div class="card">
      <Icon name="shop" />
      <div>
        <strong>{product?.name ?? productId}</strong>
        {product?.description !== undefined && <p class="quiet">{product.description}</p>}
        {product?.price !== undefined && (
          <p>
            {product.salePrice ?? product.price}{" "}
            {product.salePrice !== undefined && <s class="quiet">{product.price}</s>}
          </p>
        )}
        {!product && <p class="quiet">not in a catalog of the sandbox</p>}
      </div>
    </div>
  );
}

interface ProductSection {
  readonly title?: string;
  readonly product_items: readonly { readonly product_retailer_id: string }[];
}

interface CatalogProps {
  readonly label: string;
  readonly catalogId: string;
  /** All products of the catalog, if none. */
  readonly sections: readonly ProductSection[];
}

/** The button that opens products, of which the customer orders some. */
export function CatalogButton({ label, catalogId, sections }: CatalogProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton icon="shop" label={label} onClick={() => setOpen(true)} />
      {isOpen && <OrderDialog title={label} catalogId={catalogId} sections={sections} onClose={() => setOpen(false)} />}
    </>
  );
}

interface OrderDialogProps {
  readonly title: string;
  readonly catalogId: string;
  readonly sections: readonly ProductSection[];
  readonly onClose: () => void;
}

/** Products to choose from. */
export function OrderDialog({ title, catalogId, sections, onClose }: OrderDialogProps) {
  const { order } = useChatActions();
  const known = useContext(ProductsContext);
  const [quantities, setQuantities] = useState<Readonly<Record<string, number>>>({});
  const all = [...known].filter(([, product]) => catalogId === "" || product.catalogId === catalogId);
  const shown = sections.length > 0 ? sections : [{ product_items: all.map(([id]) => ({ product_retailer_id: id })) }];
  const chosen = Object.entries(quantities).flatMap(([id, quantity]) => (quantity > 0 ? [{ id, quantity }] : []));
  const count = chosen.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          order(catalogId || (known.get(chosen[0]?.id ?? "")?.catalogId ?? ""), chosen);
          onClose();
        }}
      >
        {shown.map(({ title: heading, product_items }, index) => (
          <section key={index}>
            {heading !== undefined && <h3>{heading}</h3>}
            {product_items.map(({ product_retailer_id: id }) => (
              <div key={id} class="quantity">
                <ProductCard productId={id} />
                <input
                  type="number"
                  min="0"
                  max="99"
                  aria-label={`Quantity of ${known.get(id)?.name ?? id}`}
                  value={quantities[id] ?? 0}
                  onInput={({ currentTarget }) =>
                    setQuantities({ ...quantities, [id]: currentTarget.valueAsNumber || 0 })
                  }
                />
              </div>
            ))}
          </section>
        ))}
        {shown.every(({ product_items }) => product_items.length === 0) && (
          <p class="quiet">The catalogs of the sandbox have no products.</p>
        )}
        <button class="primary" disabled={count === 0}>
          {count === 0 ? "Send the order" : `Send the order of ${count}`}
        </button>
      </form>
    </Dialog>
  );
}
