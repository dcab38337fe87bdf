import { expect, test } from "vitest";
import { titleOf } from "./title.ts";

test("the title names what is open, the view and the product", () => {
  const known = new Map([
    ["phone_number 1", "Lantern"],
    ["customer a b", "Ada"],
    ["template 2", "hello_world"],
  ]);
  const title = (path: string) => titleOf(path, (kind, id) => known.get(`${kind} ${id}`));
  expect(title("/chats/1/a%20b")).toBe("Ada · Lantern · Chats · openwaba sandbox");
  expect(title("/templates/2")).toBe("hello_world · Templates · openwaba sandbox");
  expect(title("/templates/3")).toBe("Templates · openwaba sandbox");
  expect(title("/")).toBe("openwaba sandbox");
});
