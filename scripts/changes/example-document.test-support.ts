import { expect } from "vitest";
import { parse } from "yaml";
import type { SpecDocument } from "../specs/documents.ts";

/** A document with one of every kind, with these texts replaced. */
export function books(...edits: [from: string, to: string][]): string {
  return edits.reduce((text, [from, to]) => {
    expect(text.split(from), `the book shop must contain exactly once: ${from}`).toHaveLength(2);
    return text.replace(from, () => to);
  }, text);
}

/** The document as read from `specs/books`. */
export function specDocument(yaml: string, name = "books"): SpecDocument {
  const openapi = parse(yaml);
  return {
    domain: "books",
    name,
    file: `specs/books/${name}.yaml`,
    versions: openapi["x-graph-versions"],
    openapi,
    at: (pointer) => pointer,
  };
}

const text = `openapi: 3.1.0
info: { title: Books, version: 1.0.0, license: { name: MIT, identifier: MIT } }
x-graph-versions: [v25.0, v26.0]
servers:
  - url: https://graph.facebook.com/{version}
    variables: { version: { enum: [v25.0, v26.0], default: v25.0 } }
tags:
  - { name: Books, description: Books on a shelf }
paths:
  /{shelf_id}/books:
    parameters:
      - { name: shelf_id, in: path, required: true, schema: { type: string } }
    get:
      operationId: listBooks
      description: Lists the books
      parameters:
        - $ref: '#/components/parameters/Fields'
        - { name: sort, in: query, schema: { type: string, enum: [down, up] } }
        - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
        - { name: owner, in: query, required: true, schema: { type: string } }
        - { name: filter, in: query, content: { application/json: { schema: { type: object, properties: { year: { type: integer } } } } } }
      responses:
        '200': { description: Books, content: { application/json: { schema: { $ref: '#/components/schemas/BookList' } } } }
        '400': { description: Wrong, content: { application/json: { schema: { $ref: '#/components/schemas/Failure' } } } }
        '404': { description: Gone, content: { application/json: { schema: { $ref: '#/components/schemas/Failure' } } } }
    post:
      operationId: addBook
      requestBody:
        required: false
        content:
          application/json: { schema: { $ref: '#/components/schemas/AddBook' }, examples: { one: { value: { name: Emma } } } }
      responses:
        '200': { description: The book, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
webhooks:
  arrived:
    post:
      operationId: bookArrived
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Arrival' } } } }
      responses: { '200': { description: Taken } }
components:
  parameters:
    Fields:
      name: fields
      in: query
      schema: { type: array, items: { type: string, enum: [id, title, owner] } }
      x-default-fields: [id, title]
      x-field-parameters: { owner: { type: object, properties: { depth: { type: integer } } } }
  schemas:
    BookList: { type: object, required: [data], properties: { data: { type: array, items: { $ref: '#/components/schemas/Book' } } } }
    Book:
      allOf:
        - { $ref: '#/components/schemas/Thing' }
        - type: object
          required: [pages]
          properties:
            title: { type: string, description: Its name }
            pages: { type: integer }
            printed: { type: string, format: date }
            owner: { type: object, properties: { name: { type: string } } }
            state: { anyOf: [{ $ref: '#/components/schemas/State' }, { type: string }] }
            binding: { type: string, enum: [hard, soft] }
            cover: { oneOf: [{ $ref: '#/components/schemas/Photo' }, { $ref: '#/components/schemas/Drawing' }] }
    Thing: { type: object, required: [id], properties: { id: { type: string } } }
    State: { type: string, enum: [LENT, OPEN] }
    Photo: { type: object, required: [kind], properties: { kind: { const: photo }, link: { type: string } } }
    Drawing: { type: object, required: [kind], properties: { kind: { const: drawing } } }
    AddBook:
      type: object
      required: [name]
      properties:
        name: { type: string, maxLength: 50 }
        note: { type: string }
        genre: { type: string, enum: [crime, novel] }
        scan: { type: string, format: byte }
        picture: { oneOf: [{ $ref: '#/components/schemas/Drawing' }] }
    Arrival:
      type: object
      properties:
        when: { type: integer }
        part: { oneOf: [{ $ref: '#/components/schemas/Page' }, { $ref: '#/components/schemas/OtherPart' }] }
    Page: { type: object, required: [kind], properties: { kind: { type: string, const: page } } }
    OtherPart: { type: object, required: [kind], properties: { kind: { type: string, not: { const: page } } } }
    Failure: { type: object, required: [error], properties: { error: { type: string } } }
`;
