import { createMessagesClient, markMessageAsRead, sendMessage } from "@openwaba/messages";

const client = createMessagesClient({ auth: "EAAB", ids: { phone_number_id: "108110225544001" } });
const to = "+15550123456";
const message_id = "wamid.HBgLMTU1NTAxMjM0NTYVAgASGBQzQTZDMzFGRUFBQjlDMzIzMzlEQwA=";

// counted from here
await sendMessage(client, { to, type: "reaction", reaction: { message_id, emoji: "👍" } });
await markMessageAsRead(client, { message_id, typing_indicator: { type: "text" } });
