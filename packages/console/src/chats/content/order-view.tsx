import type { Schemas } from "@openwaba/messages";
import { useState } from "preact/hooks";
import { copy } from "../../parts/copy.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { useChatActions } from "../chat-actions.ts";
import { ActionButton } from "./action-button.tsx";
import { formatMoney } from "./money.ts";

interface OrderDetailsProps {
  readonly details: Schemas["OrderDetails"];
  /** @default "Review and pay" */
  readonly label?: string;
}

/** What is to be paid. */
export function OrderDetailsView({ details, label = "Review and pay" }: OrderDetailsProps) {
  const { pay } = useChatActions();
  const [isOpen, setOpen] = useState(false);
  const { reference_id, currency, total_amount, order, payment_settings = [] } = details;
  return (
    <>
      <div class="card">
        <div>
          <strong>{formatMoney(total_amount, currency)}</strong>
          <p class="quiet">Order {reference_id}</p>
        </div>
      </div>
      <ActionButton label={label} onClick={() => setOpen(true)} />
      {isOpen && (
        <Dialog title={`Order ${reference_id}`} onClose={() => setOpen(false)}>
          <OrderTable details={details} />
          {order?.expiration && <p class="quiet">{order.expiration.description}</p>}
          <div class="actions">
            {payment_settings.map((setting, index) => (
              <PaymentButton
                key={index}
                setting={setting}
                onPay={() => {
                  setOpen(false);
                  pay(reference_id);
                }}
              />
            ))}
            {payment_settings.length === 0 && (
              <button
                type="button"
                class="primary"
                onClick={() => {
                  setOpen(false);
                  pay(reference_id);
                }}
              >
                Pay
              </button>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}

function PaymentButton({ setting, onPay }: { setting: Schemas["PaymentSetting"]; onPay: () => void }) {
  const { boleto, pix_dynamic_code, payment_link } = Object(setting);
  const code: unknown = boleto?.digitable_line ?? pix_dynamic_code?.code;
  if (typeof code === "string") {
    return (
      <button type="button" onClick={() => void copy(code)}>
        Copy the code of {boleto ? "the boleto" : "Pix"}
      </button>
    );
  }
  const uri: unknown = payment_link?.uri;
  if (typeof uri === "string" && /^https?:/i.test(uri)) {
    return (
      <a class="button" href={uri} target="_blank" rel="noopener noreferrer">
        Open the payment page
      </a>
    );
  }
  return (
    <button type="button" class="primary" onClick={onPay}>
      Pay
    </button>
  );
}

function OrderTable({
  details: { reference_id, currency, total_amount, order },
}: {
  details: Schemas["OrderDetails"];
}) {
  const sums = order && [
    ["Subtotal", order.subtotal] as const,
    ["Tax", order.tax] as const,
    ["Shipping", order.shipping] as const,
    ["Discount", order.discount] as const,
  ];
  return (
    <table class="order">
      <caption class="visually-hidden">Order {reference_id}</caption>
      <tbody>
        {order?.items.map(({ name, quantity, amount, sale_amount }, index) => (
          <tr key={index}>
            <th scope="row">
              {quantity} × {name}
            </th>
            <td>{formatMoney(sale_amount ?? amount, currency)}</td>
          </tr>
        ))}
        {sums?.map(
          ([label, amount]) =>
            amount && (
              <tr key={label} class="quiet">
                <th scope="row">{label}</th>
                <td>
                  {label === "Discount" && "−"}
                  {formatMoney(amount, currency)}
                </td>
              </tr>
            ),
        )}
        <tr class="total">
          <th scope="row">Total</th>
          <td>{formatMoney(total_amount, currency)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** How far an order is. */
export function OrderStatusView({ update }: { update: Schemas["OrderStatusUpdate"] }) {
  const { reference_id, order, payment } = update;
  return (
    <div class="card">
      <div>
        <strong>Order {reference_id}</strong>
        {order && <p>{[order.status.replaceAll(/[_-]/g, " "), order.description].filter(Boolean).join(": ")}</p>}
        {payment && <p class="quiet">payment {payment.status}</p>}
      </div>
    </div>
  );
}
