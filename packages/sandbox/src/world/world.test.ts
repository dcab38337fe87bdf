import { expect, test } from "vitest";
import { World } from "./world.ts";

/** A world with a shelf and a book in it. */
function library() {
  const world = new World();
  const shelf = world.put("shelf", undefined, { name: "Poetry", size: { width: 80, height: 30 } }, "7");
  const book = world.put("book", shelf.id, { title: "Emma" });
  return { world, shelf, book };
}

test("ids are sequential, and of one kind no two are alike", () => {
  const { world, book } = library();
  const next = world.put("book", "7", {});
  expect(Number(next.id)).toBe(Number(book.id) + 1);
  world.put("shelf", undefined, { name: "Prose" }, "7");
  expect(world.find("shelf", "7")?.data).toEqual({ name: "Prose" });
  expect(world.find("book", "7")).toBeUndefined();
});

test("a list has what belongs to the node, oldest first", () => {
  const { world, shelf, book } = library();
  const second = world.put("book", shelf.id, { title: "Persuasion" });
  world.put("book", "8", { title: "Elsewhere" });
  expect(world.list("book", shelf.id)).toEqual([book, second]);
  expect(world.list("map", shelf.id)).toEqual([]);
});

test("a node that is put again keeps its place, and is listed where it belongs", () => {
  const { world, shelf, book } = library();
  const second = world.put("book", shelf.id, { title: "Persuasion" });
  world.put("book", shelf.id, { title: "Emma, again" }, book.id);
  expect(world.list("book", shelf.id).map(({ data }) => data["title"])).toEqual(["Emma, again", "Persuasion"]);
  world.put("book", "8", { title: "Lent" }, second.id);
  expect(world.list("book", shelf.id)).toHaveLength(1);
  expect(world.list("book", "8")).toMatchObject([{ data: { title: "Lent" } }]);
  world.remove(shelf);
  expect(world.all("book")).toMatchObject([{ data: { title: "Lent" } }]);
});

test("a change merges objects and replaces everything else", () => {
  const { world, shelf } = library();
  world.change(shelf, { size: { width: 90 }, tags: ["a"], name: undefined });
  world.change(shelf, { tags: ["b"], note: null });
  expect(world.find("shelf", "7")).toMatchObject({
    data: { name: "Poetry", size: { width: 90, height: 30 }, tags: ["b"], note: null },
  });
});

test("a change of a node that is gone changes nothing", () => {
  const { world, book } = library();
  world.remove(book);
  world.change(book, { title: "Emma" });
  expect(world.find("book", book.id)).toBeUndefined();
});

test("names such as __proto__ are names like any other", () => {
  const { world, shelf } = library();
  world.change(shelf, JSON.parse('{ "__proto__": { "lent": true } }'));
  expect(world.find("shelf", "7")?.data).not.toHaveProperty("lent");
  expect({}).not.toHaveProperty("lent");
});

test("a node is removed with what belongs to it, at any depth", () => {
  const { world, shelf, book } = library();
  const page = world.put("page", book.id, {});
  world.remove(shelf);
  expect([world.find("shelf", "7"), world.find("book", book.id), world.find("page", page.id)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("a snapshot is a copy, which JSON carries, and restores everything", () => {
  const { world, shelf, book } = library();
  const snapshot = JSON.parse(JSON.stringify(world.snapshot()));
  world.change(book, { title: "Sanditon" });
  world.restore(snapshot);
  expect(world.list("book", shelf.id)).toEqual([book]);
  const other = new World();
  other.restore(snapshot);
  expect(other.newId()).toBe(String(Number(book.id) + 1));
});

test("an id is not given again after a restore", () => {
  const { world, shelf } = library();
  const snapshot = world.snapshot();
  const { id } = world.put("book", shelf.id, {});
  world.restore(snapshot);
  expect(world.put("book", shelf.id, {}).id).not.toBe(id);
});

test("of each kind the newest are kept", () => {
  const world = new World();
  for (let count = 0; count <= 10_000; count++) world.put("book", "7", {}, String(count));
  expect(world.find("book", "0")).toBeUndefined();
  expect(world.find("book", "1")).toBeDefined();
  expect(world.list("book", "7")).toHaveLength(10_000);
  expect(world.list("book", "7")[0]?.id).toBe("1");
});
