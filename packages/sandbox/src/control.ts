import { Hono } from "hono";

/** What the control routes do to a sandbox. */
export interface Controls {
  codeFor(numberId: string): string | undefined;
  /** Throws TypeError on a fault that is badly formed. */
  inject(fault: unknown): void;
  reset(): void;
  readonly calls: readonly object[];
}

/** Routes for tests in other languages, taken without a token. */
export function createControl(controls: Controls): Hono {
  const routes = new Hono();

  routes.get("/codes/:id", (context) => {
    const id = context.req.param("id");
    const code = controls.codeFor(id);
    if (code !== undefined) return context.json({ code });
    return context.json(problem(`Cannot answer the code of ${id}: none was requested, or there is no such number`), 404);
  });

  routes.post("/faults", async (context) => {
    let fault: unknown;
    try {
      fault = JSON.parse(await context.req.text());
    } catch {
      return context.json(problem("Cannot inject the fault: the request body is not JSON"), 400);
    }
    try {
      controls.inject(fault);
    } catch (error) {
      if (error instanceof TypeError) return context.json(problem(error.message), 400);
      throw error;
    }
    return context.json({ success: true });
  });

  routes.post("/reset", (context) => {
    controls.reset();
    return context.json({ success: true });
  });

  routes.get("/calls", (context) => context.json({ data: controls.calls }));

  routes.all("*", (context) =>
    context.json(
      problem(
        `Cannot ${context.req.method} ${context.req.path}: there are GET codes/{id}, POST faults, POST reset and GET calls`,
      ),
      400,
    ),
  );
  return routes;
}

function problem(message: string): object {
  return { error: { message } };
}
