import type { sendMessage, SendMarketingMessage, TemplateMessage } from "@openwaba/messages";
import type { checkTemplateSend } from "@openwaba/templates";
import { expectTypeOf, test } from "vitest";

type Checked = Parameters<typeof checkTemplateSend>[1];

test("what sends a template may be checked before", () => {
  expectTypeOf<TemplateMessage>().toExtend<Checked>();
  expectTypeOf<SendMarketingMessage>().toExtend<Checked>();
  expectTypeOf<Extract<Parameters<typeof sendMessage>[1], { type: "template" }>>().toExtend<Checked>();
  expectTypeOf<TemplateMessage["template"]>().toExtend<Checked>();
});
