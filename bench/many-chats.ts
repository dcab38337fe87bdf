import type { Sandbox, Snapshot } from "../packages/sandbox/src/index.ts";

type Node = Snapshot["nodes"][number];

interface Size {
  readonly customers: number;
  /** Messages of each conversation, half of them of the customer. */
  readonly messages: number;
}

const beginning = 1_793_865_600; // seconds since 1970

/** What a sandbox holds after many conversations, for `restore()`: to have them over HTTP would take minutes. */
export function withChats(sandbox: Sandbox, { customers, messages }: Size): Snapshot {
  const { phoneNumberId } = sandbox;
  const snapshot = sandbox.snapshot();
  const nodes: Node[] = [];
  for (let index = 0; index < customers; index++) {
    const { id, waId } = customerAt(index);
    nodes.push({ kind: "customer", id, data: { wa_id: waId, name: `Customer ${index}` } });
    nodes.push({ kind: "customer_id", id: waId, of: id, data: {} });
  }
  let last = 0;
  for (let turn = 0; turn < messages / 2; turn++) {
    for (let index = 0; index < customers; index++) {
      const { id: customer, waId } = customerAt(index);
      const time = beginning + Math.floor(last / 10);
      const question = idOf(++last);
      const content = { type: "text", body: `Question ${turn}: where is my order number ${last}?` };
      const inbound = { id: question, from: waId, customer, content, time, isRead: true };
      nodes.push({ kind: "inbound_message", id: question, of: phoneNumberId, data: inbound });
      const reply = idOf(++last);
      const text = { body: `Answer ${turn}: order *${last}* left our workshop this morning.` };
      const message = { messaging_product: "whatsapp", to: waId, type: "text", text };
      const sent = { id: reply, phoneNumberId, to: waId, customer, time, status: "read", category: "service", message };
      nodes.push({ kind: "message", id: reply, of: phoneNumberId, data: sent });
    }
  }
  return { ...snapshot, nodes: [...snapshot.nodes, ...nodes] };
}

/** Who a customer of these conversations is. */
export function customerAt(index: number): { id: string; waId: string } {
  return { id: String(7_000_000_000 + index), waId: `155501${String(index).padStart(5, "0")}` };
}

function idOf(number: number): string {
  return `wamid.${Buffer.from(`bench ${String(number).padStart(12, "0")}`).toString("base64")}`;
}
