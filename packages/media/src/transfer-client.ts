import type { Client } from "@openwaba/runtime";

/** Any client: transfers need only what all of them have. */
export type TransferClient = Pick<Client<never>, "fetch">;
