import { createMessagesClient, sendMessage } from "@openwaba/messages";

const client = createMessagesClient({ auth: "EAAB", ids: { phone_number_id: "108110225544001" } });
const to = "+15550123456";

// counted from here
await sendMessage(client, { to, text: { body: "Your table is ready." } });
