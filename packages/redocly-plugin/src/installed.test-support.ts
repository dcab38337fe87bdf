/** Specs of another project: another edge of the Graph API, one version, its own shared parts. */
export const folder: Record<string, string> = {
  "specs/shared/versions.yaml": "all: [v25.0]\n",
  "specs/shared/errors.yaml": `components:
  responses:
    BadRequest:
      description: The call is wrong
      content: { application/json: { schema: { type: object } } }
`,
  "specs/shared/paging.yaml": `components:
  parameters:
    After: { name: after, in: query, description: Cursor of the last post that was seen, schema: { type: string } }
    Before: { name: before, in: query, description: Cursor of the first post that was seen, schema: { type: string } }
  schemas:
    Paging: { type: object, description: Where the next page is, properties: { next: { type: string, description: Address of the following page } } }
`,
  "specs/pages/posts.yaml": `openapi: 3.1.0
info: { title: Posts, version: 1.0.0, license: { name: MIT, identifier: MIT } }
x-graph-versions: [v25.0]
servers:
  - url: https://graph.facebook.com/{version}
    variables: { version: { enum: [v25.0], default: v25.0 } }
security: [{ token: [] }]
paths:
  /{page_id}/posts:
    parameters:
      - { name: page_id, in: path, required: true, schema: { type: string } }
    get:
      operationId: listPosts
      summary: List posts of a page
      externalDocs: { url: https://developers.facebook.com/docs/graph-api/reference/page/feed }
      parameters:
        - name: fields
          in: query
          style: form
          explode: false
          schema: { type: array, items: { type: string, enum: [id, message, status] } }
          x-default-fields: [id, message]
        - name: with
          in: query
          content: { application/json: { schema: { type: array, items: { type: string } } } }
        - $ref: '../shared/paging.yaml#/components/parameters/After'
        - $ref: '../shared/paging.yaml#/components/parameters/Before'
      responses:
        '200':
          description: One page of posts
          content:
            application/json:
              schema:
                type: object
                properties:
                  data:
                    type: array
                    items:
                      type: object
                      description: A post
                      properties:
                        id: { type: string, description: Page and number of the post }
                        message: { type: string, description: Text }
                        status:
                          description: Whether others see the post
                          anyOf:
                            - { type: string, enum: [PUBLISHED, HIDDEN] }
                            - { type: string }
                  paging: { $ref: '../shared/paging.yaml#/components/schemas/Paging' }
              examples:
                page: { value: { data: [{ id: '1_2', message: We are open again }] } }
        '400': { $ref: '../shared/errors.yaml#/components/responses/BadRequest' }
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
`,
};

const posts = folder["specs/pages/posts.yaml"] ?? "";
const own = {
  "../shared/paging.yaml#/components/": "#/components/",
  "../shared/errors.yaml#/components/": "#/components/",
};

/** The same in one file, without versions, in any folder. */
export const alone: Record<string, string> = {
  "openapi.yaml": Object.entries(own)
    .reduce((text, [from, to]) => text.replaceAll(from, to), posts)
    .replace("x-graph-versions: [v25.0]\n", "")
    .concat(
      ...["paging", "errors"].map((file) => (folder[`specs/shared/${file}.yaml`] ?? "").replace("components:\n", "")),
    ),
};

export interface Mistake {
  /** Text in the document that `to` replaces. */
  from: string;
  to: string;
  /** Text on the reported line. @default `to` */
  at?: string;
}

export const mistakes: Record<string, Mistake> = {
  "enums-open-in-answers": { from: "- { type: string }", to: "- { type: integer }", at: "enum: [PUBLISHED" },
  "examples-present": { from: "examples:", to: "x-examples:", at: "application/json:\n" },
  "external-docs": { from: "url: https://dev", to: "url: http://dev" },
  "fields-typed": { from: "enum: [id, message, status]", to: "enum: [id, message, story]" },
  "ids-are-strings": { from: "id: { type: string,", to: "id: { type: integer," },
  "parameters-as-json": {
    from: "content: { application/json: { schema: { type: array, items: { type: string } } } }",
    to: "schema: { type: array, items: { type: string } }",
    at: "- name: with",
  },
  "path-parameters-snake-case": { from: "/{page_id}/posts", to: "/{pageId}/posts" },
  "properties-described": {
    from: "message: { type: string, description: Text }",
    to: "message: { type: string }",
  },
  prose: { from: "Page and number of the post", to: "The unique ID" },
  "union-members-titled": {
    from: "- { type: string }",
    to: "- { type: string }\n                            - { type: object }",
    at: "- { type: object }",
  },
};

export const mistakesInFolder: Record<string, Mistake> = {
  ...mistakes,
  "errors-shared": {
    from: "'400': { $ref: '../shared/errors.yaml#/components/responses/BadRequest' }",
    to: "'400': { description: Wrong }",
  },
  "file-name": { from: "/{page_id}/posts", to: "/{page_id}/feed" },
  "graph-versions": { from: "x-graph-versions: [v25.0]\n", to: "", at: "openapi: 3.1.0" },
  "operation-id": { from: "operationId: listPosts", to: "operationId: list_posts" },
  "paging-shared": {
    from: "        - $ref: '../shared/paging.yaml#/components/parameters/Before'\n",
    to: "",
    at: "    get:",
  },
};
