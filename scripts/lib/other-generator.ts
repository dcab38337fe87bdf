import { createClient } from "@hey-api/openapi-ts";

/** Makes a client from a document as users of another generator do. */
export async function generateClient(document: string, folder: string): Promise<void> {
  await createClient({
    input: document,
    output: folder,
    plugins: ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"],
    logs: { level: "silent" },
  });
}
