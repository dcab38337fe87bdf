import type { WebhookDelivery } from "@openwaba/sandbox";

const longestArgument = 100_000; // characters, above which shells refuse to start a program

/** The file that the command reads if the body is too long for a command. */
export function bodyFile({ id }: WebhookDelivery): string {
  return `delivery-${id}.json`;
}

export function isTooLong({ body }: WebhookDelivery): boolean {
  return body.length > longestArgument;
}

/** The delivery for a shell: the same bytes with the same signatures. */
export function deliveryCurl(delivery: WebhookDelivery): string {
  const { url = "", headers, body } = delivery;
  const data = isTooLong(delivery) ? `@${bodyFile(delivery)}` : body;
  return [
    `curl -X POST ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-binary ${quoted(data)}`,
  ].join(" \\\n  ");
}

/** In single quotes, which a shell leaves as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
