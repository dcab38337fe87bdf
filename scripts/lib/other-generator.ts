import { createClient } from "@hey-api/openapi-ts";

/** Generates a client from a document with another generator, as its users do. */
export async function generateClient(document: string, folder: string): Promise<void> {
  await createClient({
    input: document,
    output: folder,
    plugins: ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"],
    logs: { level: "silent" },
  });
}
