/** The response to a method that no webhook takes. */
export function methodNotAllowed(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET, POST" } });
}
