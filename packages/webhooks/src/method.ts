/** The response to a method that webhooks do not allow. */
export function methodNotAllowed(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET, POST" } });
}
