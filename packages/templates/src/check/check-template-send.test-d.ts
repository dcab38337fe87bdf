import { expectTypeOf, test } from "vitest";
import {
  checkTemplateSend,
  createTemplatesClient,
  getMessageTemplate,
  listMessageTemplates,
  type TemplateProblem,
} from "../index.ts";

const client = createTemplatesClient({ auth: "EAAB" });
const template = { name: "hello_world", language: { code: "en_US" } };

test("a template as it is read and a message as it is sent compile", async () => {
  const read = await getMessageTemplate(client, { template_id: "1" });
  const [listed = read] = await listMessageTemplates(client, { waba_id: "1" }).toArray({ limit: 1 });
  expectTypeOf(checkTemplateSend(read, template)).toEqualTypeOf<TemplateProblem[]>();
  checkTemplateSend(listed, { to: "+15550123456", type: "template", template });
  const message = { to: "+15550123456", type: "template", template } as const;
  checkTemplateSend(read, message);
  checkTemplateSend(read, message.template);
});

test("a message without a template does not compile", () => {
  // @ts-expect-error: no template
  checkTemplateSend({}, { to: "+15550123456", type: "text" });
  // @ts-expect-error: no language
  checkTemplateSend({}, { name: "hello_world" });
});
