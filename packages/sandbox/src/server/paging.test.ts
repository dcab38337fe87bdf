import { describe, expect, it } from "vitest";
import { cutPage, type PageRequest } from "./paging.ts";
import { failureOf } from "../sandbox.test-support.ts";

const items = ["10", "11", "12", "13", "14"].map((id) => ({ id }));

function cut(request: Partial<PageRequest>, list: readonly unknown[] = items) {
  return cutPage(list, { limit: 2, link: (direction, cursor) => `${direction} ${cursor}`, ...request });
}

const cursorOf = (id: string) => String(cut({ limit: 1 }, [{ id }]).paging.cursors.after);

describe("cutPage()", () => {
  it("rejects both cursors at once", () => {
    expect(failureOf(() => cut({ after: cursorOf("10"), before: cursorOf("12") }))).toBe(
      "(#100) Params after and before exclude each other: send one of them",
    );
  });

  it.each(["nonsense", "", "aXRlbSA", `${cursorOf("10")}=`])("rejects %j, which it never made", (cursor) => {
    expect(failureOf(() => cut({ after: cursor }))).toMatch(/^\(#100\) Param after must be a cursor of an answer/);
    expect(failureOf(() => cut({ before: cursor }))).toMatch(/^\(#100\) Param before must be a cursor of an answer/);
  });

  it("says to start again when the item of the cursor is gone", () => {
    expect(failureOf(() => cut({ after: cursorOf("99") }))).toBe(
      "(#100) Param after must be a cursor of this list: its item is gone, start again at the first page",
    );
  });

  it("returns an empty page with no cursors", () => {
    expect(cut({}, [])).toEqual({ data: [], paging: { cursors: {} } });
    expect(cut({ after: cursorOf("14") })).toEqual({ data: [], paging: { cursors: {} } });
    expect(cut({ before: cursorOf("10") })).toEqual({ data: [], paging: { cursors: {} } });
  });

  it("links the first page to its successor only", () => {
    const { data, paging } = cut({});
    expect(data).toEqual([{ id: "10" }, { id: "11" }]);
    expect(paging).toEqual({
      cursors: { before: cursorOf("10"), after: cursorOf("11") },
      next: `after ${cursorOf("11")}`,
    });
  });

  it("links a page in the middle both ways", () => {
    const { data, paging } = cut({ after: cursorOf("11") });
    expect(data).toEqual([{ id: "12" }, { id: "13" }]);
    expect(paging).toMatchObject({ next: `after ${cursorOf("13")}`, previous: `before ${cursorOf("12")}` });
  });

  it("links the last page to its predecessor only", () => {
    const { data, paging } = cut({ after: cursorOf("13") });
    expect(data).toEqual([{ id: "14" }]);
    expect(paging).toEqual({
      cursors: { before: cursorOf("14"), after: cursorOf("14") },
      previous: `before ${cursorOf("14")}`,
    });
  });

  it("has no successor when the page ends with the list", () => {
    expect(cut({ limit: 5 }).paging).not.toHaveProperty("next");
  });

  it("goes back by the items right before the cursor", () => {
    expect(cut({ before: cursorOf("14") }).data).toEqual([{ id: "12" }, { id: "13" }]);
    const first = cut({ before: cursorOf("11") });
    expect(first.data).toEqual([{ id: "10" }]);
    expect(first.paging).not.toHaveProperty("previous");
    expect(first.paging).toHaveProperty("next");
  });

  it("makes cursors that show no id and pass in an address as they are", () => {
    expect(cursorOf("106540352242922")).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(cursorOf("106540352242922")).not.toContain("106540352242922");
  });

  it("pages through items without an id by their place", () => {
    const list = ["a", { id: 5 }, null];
    expect(cut({ after: String(cut({}, list).paging.cursors.after) }, list).data).toEqual([null]);
  });
});
