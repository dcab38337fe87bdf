import type { Client } from "@openwaba/runtime";

/** Any client: transfers only need `fetch`, which every client has. */
export type TransferClient = Pick<Client<never>, "fetch">;
