import { expect, test } from "vitest";
import type { OpenApiDocument, Schema } from "../../specs/openapi.ts";
import { documentWith, writeTypes } from "../types/document-with.test-support.ts";
import { DefaultAnswers } from "./default-answers.ts";

const at = (pointer: string) => `books.yaml ${pointer}`;
const documentOf = (versions: string[], openapi: OpenApiDocument = documentWith({})) => ({ openapi, at, versions });

test("operations whose answers have the same default fields share a type, others of a version have their own", () => {
  const answers = new DefaultAnswers();
  const newer = documentOf(["v25.0", "v26.0"]);
  expect(answers.add(newer, "ListBooks", "BookList", ["id", "title"])).toBe("DefaultBookList");
  expect(answers.add(newer, "ListOldBooks", "BookList", ["title", "id"])).toBe("DefaultBookList");
  expect(answers.add(newer, "ListNewBooks", "BookList", ["id"])).toBe("ListNewBooksDefault");
  expect(answers.add(documentOf(["v23.0"]), "ListBooks", "BookList", ["id", "year"])).toBe("DefaultBookList");
});

test.each<[what: string, answer: Schema, written: string]>([
  [
    "object is an interface",
    { type: "object", properties: { title: {}, year: {} } },
    'export interface DefaultAnswer extends runtime.Select<Answer, "title"> { }',
  ],
  [
    "union is a type",
    {
      anyOf: [
        { type: "object", properties: { title: {} } },
        { type: "object", properties: { name: {} } },
      ],
    },
    'export type DefaultAnswer = runtime.Select<Answer, "title">;',
  ],
])("the default fields of an answer that is an %s", async (_, answer, written) => {
  const openapi = documentWith({ Answer: answer });
  new DefaultAnswers().add(documentOf(["v25.0"], openapi), "GetBook", "Answer", ["title"]);
  expect((await writeTypes(openapi)).replaceAll(/\s+/g, " ")).toContain(written);
});
