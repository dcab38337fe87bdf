import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPage } from "./page.ts";

let folder: string;
let get: (path: string) => Promise<Response>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "page-"));
  await mkdir(join(folder, "page/assets/deep"), { recursive: true });
  const files = {
    "secret.js": "secret",
    "page/secret.js": "secret",
    "page/index.html": "<!doctype html><title>the page</title>",
    "page/assets/index-a1.js": "run()",
    "page/assets/index-a1.css": "a {}",
    "page/assets/icon.svg": "<svg/>",
    "page/assets/notes.txt": "secret",
    "page/assets/.hidden.js": "secret",
    "page/assets/deep/own.js": "secret",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const page = createPage(pathToFileURL(`${join(folder, "page")}/`));
  get = async (path) => page.request(path);
});

afterAll(() => rm(folder, { recursive: true }));

describe("the page", () => {
  it.each(["/", "/chats", "/chats/1/2", "/templates/7?q=x", "/none/of/these"])("is at %s", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("the page");
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-cache");
  });

  it("is allowed to load what it came with, and nothing else", async () => {
    const { headers } = await get("/");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each([
    ["index-a1.js", "text/javascript; charset=utf-8"],
    ["index-a1.css", "text/css; charset=utf-8"],
    ["icon.svg", "image/svg+xml"],
  ])("has the file %s", async (name, type) => {
    const response = await get(`/assets/${name}`);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each([
    "../secret.js",
    "..%2fsecret.js",
    "..%2f..%2fsecret.js",
    "%2e%2e%2fsecret.js",
    "..%5csecret.js",
    "%2fetc%2fpasswd",
    "file:%2f%2f%2fetc%2fpasswd.js",
    "http:%2f%2fevil.example%2fa.js",
    "deep%2fown.js",
    "deep/own.js",
    ".hidden.js",
    "index-a1.js%00.css",
    "index-a1.js%20",
    "notes.txt",
    "none.js",
    "%ff.js",
    "",
  ])("hands out no other file: assets/%s", async (name) => {
    const response = await get(`/assets/${name}`);
    expect(await response.text()).not.toContain("secret");
    if (response.status === 200) expect(response.headers.get("content-type")).toContain("text/html"); // the page
    else expect(response.status).toBe(404);
  });

  it("that was not built says so", async () => {
    const response = await createPage(pathToFileURL(join(folder, "none/"))).request("/");
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("build");
  });
});
