/** An id in Meta's form, never one twice. */
export function messageId(number: string): string {
  return `wamid.${Buffer.from(`\u0000\u001asandbox ${number.padStart(20, "0")}\u0000`, "latin1").toString("base64")}`;
}
