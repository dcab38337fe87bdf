import { describe, expect, test } from "vitest";
import { looks, violations } from "../../../scripts/lib/browser.test-support.ts";
import { sections } from "../src/account/sections.ts";
import { goTo, isWithoutBrowser, openConsole } from "./open.test-support.ts";
import { sendAskingFlow, sendTableFlow } from "./table-flow.test-support.ts";
import { begin, fullWorlds, places, show, startEmpty, startFull } from "./views.test-support.ts";

describe.skipIf(isWithoutBrowser).each(looks)(
  "axe finds nothing in $theme, $width px wide",
  { timeout: 180_000 },
  (look) => {
    test("in an empty world", async () => {
      const found: string[] = [];
      const page = await openConsole(await startEmpty(), { ...look, now: begin });
      for (const [name, { view }] of Object.entries(places)) {
        await goTo(page, view);
        found.push(...(await violations(page, name)));
      }
      expect(found).toEqual([]);
    });

    test.each(fullWorlds)("in a full world: $names", async ({ start, names }) => {
      const found: string[] = [];
      const page = await openConsole(await start(), { ...look, now: begin });
      for (const name of names) {
        const place = places[name];
        await goTo(page, place.view);
        found.push(...(await violations(page, `the list of ${name}`)));
        await show(page, place);
        found.push(...(await violations(page, `what is open in ${name}`)));
        await page.goBack();
      }
      expect(found).toEqual([]);
    });

    test("in windows and menus", async () => {
      const found: string[] = [];
      const page = await openConsole(await startFull(), { ...look, now: begin });
      await page.getByRole("button", { name: "New customer" }).click();
      await page.getByRole("dialog").waitFor();
      found.push(...(await violations(page, "the window of a new customer")));
      await page.keyboard.press("Escape");
      await show(page, { view: "Chats", open: { list: "Chats", row: "Ada" } });
      await page.getByRole("button", { name: "Choose" }).click();
      await page.getByRole("dialog").waitFor();
      found.push(...(await violations(page, "the rows of a list")));
      await page.keyboard.press("Escape");
      for (const name of ["More", "Send something else"]) {
        await page.getByRole("button", { name }).click();
        await page.getByRole("menu", { name }).waitFor();
        found.push(...(await violations(page, `the menu "${name}"`)));
        await page.keyboard.press("Escape");
      }
      expect(found).toEqual([]);
    });

    test("in a flow that is filled in", async () => {
      const sandbox = await startFull();
      await sendTableFlow(sandbox, "+15550123456");
      const page = await openConsole(sandbox, { ...look, now: begin });
      await show(page, { view: "Chats", open: { list: "Chats", row: "Ada" } });
      await page.getByRole("button", { name: "Book" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Continue" }).click(); // nothing is filled in
      expect(await violations(page, "a flow with a mistake")).toEqual([]);
    });

    test("in a flow whose endpoint fails", async () => {
      const sandbox = await startFull();
      await sendAskingFlow(sandbox, "+15550123456");
      const page = await openConsole(sandbox, { ...look, now: begin });
      await show(page, { view: "Chats", open: { list: "Chats", row: "Ada" } });
      await page.getByRole("button", { name: "Book" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Guests").fill("101");
      await dialog.getByRole("button", { name: "Continue" }).click();
      await dialog.getByText("unexpected_http_status_code").waitFor();
      expect(await violations(page, "what went wrong at an endpoint")).toEqual([]);
    });

    test("in what is opened from a view", async () => {
      const found: string[] = [];
      const sandbox = await startFull();
      const page = await openConsole(sandbox, { ...look, now: begin });
      await show(page, { view: "Account" });
      const draft = { name: "pier", language: "en_US", components: [{ type: "BODY", text: "Come to the pier" }] };
      const headers = { "content-type": "application/json" };
      const init = { method: "POST", headers, body: JSON.stringify(draft) };
      const { id } = (await (await fetch(`${sandbox.url}/_sandbox/drafts`, init)).json()) as { id: string };
      for (const [path, text] of [
        [`templates/drafts/${id}`, "Come to the pier"],
        ["calls/faults", "What happens"],
        ["webhooks/callback", "Callback URL"],
        ["webhooks/send", "account_update"],
        ["webhooks/send/messages", "messaging_product"],
        ...sections.map(({ name, label }) => [`account/${name}`, label] as const),
        [`account/numbers/${sandbox.phoneNumberId}`, "Harbour Coffee Roasters"],
        [`account/accounts/${sandbox.accountId}`, sandbox.accountId],
      ] as const) {
        await page.evaluate((address) => {
          history.pushState(null, "", `/_sandbox/console/${address}`);
          dispatchEvent(new PopStateEvent("popstate"));
        }, path);
        await page.getByRole("main").getByText(text).first().waitFor();
        found.push(...(await violations(page, path)));
      }
      expect(found).toEqual([]);
    });
  },
);
