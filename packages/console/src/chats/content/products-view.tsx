import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useChatActions } from "../chat-actions.ts";
import { ActionButton } from "./action-button.tsx";

/** A product of a catalog, as far as the sandbox knows it. */
export interface Product {
  readonly name: string;
  readonly price?: string;
}

/** The products by the id that their seller gave them. */
export const ProductsContext = createContext<ReadonlyMap<string, Product>>(new Map());

/** One product, which can be ordered. */
export function ProductView({ catalogId, productId }: { catalogId: string; productId: string }) {
  const { order } = useChatActions();
  return (
    <div class="product">
      <ProductCard productId={productId} />
      <ActionButton icon="shop" label="Order" onClick={() => order(catalogId, [{ id: productId, quantity: 1 }])} />
    </div>
  );
}

export function ProductCard({ productId }: { productId: string }) {
  const { name, price } = useContext(ProductsContext).get(productId) ?? { name: productId };
  return (
    <div class="card">
      <Icon name="shop" />
      <div>
        <strong>{name}</strong>
        {price !== undefined && <p>{price}</p>}
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
  readonly sections: readonly ProductSection[];
}

/** The button that opens products, of which the customer orders some. */
export function CatalogButton({ label, catalogId, sections }: CatalogProps) {
  const { order } = useChatActions();
  const [isOpen, setOpen] = useState(false);
  const [quantities, setQuantities] = useState<Readonly<Record<string, number>>>({});
  const chosen = Object.entries(quantities).flatMap(([id, quantity]) => (quantity > 0 ? [{ id, quantity }] : []));
  const close = () => setOpen(false);
  return (
    <>
      <ActionButton icon="shop" label={label} onClick={() => setOpen(true)} />
      {isOpen && (
        <Dialog title={label} onClose={close}>
          <form
            method="dialog"
            onSubmit={() => {
              order(catalogId, chosen);
              setQuantities({});
            }}
          >
            {sections.map(({ title, product_items }, index) => (
              <section key={index}>
                {title !== undefined && <h3>{title}</h3>}
                {product_items.map(({ product_retailer_id: id }) => (
                  <label key={id} class="quantity">
                    <ProductCard productId={id} />
                    <input
                      type="number"
                      min="0"
                      max="99"
                      aria-label={`Quantity of ${id}`}
                      value={quantities[id] ?? 0}
                      onInput={({ currentTarget }) =>
                        setQuantities({ ...quantities, [id]: currentTarget.valueAsNumber })
                      }
                    />
                  </label>
                ))}
              </section>
            ))}
            <button class="primary" disabled={chosen.length === 0}>
              Send the order
            </button>
          </form>
        </Dialog>
      )}
    </>
  );
}
