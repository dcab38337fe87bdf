import type { Schemas } from "@openwaba/messages";
import { useChatActions } from "../chat-actions.ts";
import { ActionButton } from "./action-button.tsx";
import { formatMoney } from "./money.ts";

/** What is to be paid. */
export function OrderDetailsView({ details }: { details: Schemas["OrderDetails"] }) {
  const { pay } = useChatActions();
  const { reference_id, currency, total_amount, order } = details;
  const sums = order && [
    ["Subtotal", order.subtotal] as const,
    ["Tax", order.tax] as const,
    ["Shipping", order.shipping] as const,
    ["Discount", order.discount] as const,
  ];
  return (
    <>
      <table class="order">
        <caption>Order {reference_id}</caption>
        <tbody>
          {order?.items.map(({ name, quantity, amount, sale_amount }) => (
            <tr key={name}>
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
                  <td>{formatMoney(amount, currency)}</td>
                </tr>
              ),
          )}
          <tr class="total">
            <th scope="row">Total</th>
            <td>{formatMoney(total_amount, currency)}</td>
          </tr>
        </tbody>
      </table>
      <ActionButton label="Review and pay" onClick={() => pay(reference_id)} />
    </>
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
