import type { Impact } from "./finding.ts";

type Kind = [name: string, edits: [from: string, to: string][], expected: `${Impact} ${string}`[]];

const list = "GET /{shelf_id}/books";
const add = "POST /{shelf_id}/books";
const hook = "POST webhook arrived";
const book = (impact: Impact, inList: string, inBook = inList.replace("data[].", "")): `${Impact} ${string}`[] => [
  `${impact} ${list} ${inList}`,
  `${impact} ${add} ${inBook}`,
];

/** Kinds of change, and their impact on users of the types. */
export const kinds: Kind[] = [
  // operations
  [
    "an operation is gone",
    [["    post:\n      operationId: addBook", "    delete:\n      operationId: dropBook"]],
    [`breaks ${add} is gone`, "adds DELETE /{shelf_id}/books is new"],
  ],
  [
    "a path is renamed",
    [["  /{shelf_id}/books:", "  /{shelf_id}/tomes:"]],
    [`breaks ${list} is now \`GET /{shelf_id}/tomes\``, `breaks ${add} is now \`POST /{shelf_id}/tomes\``],
  ],
  [
    "a parameter of a path is renamed",
    [
      ["  /{shelf_id}/books:", "  /{rack_id}/books:"],
      ["name: shelf_id", "name: rack_id"],
    ],
    [`breaks ${list} is now \`GET /{rack_id}/books\``, `breaks ${add} is now \`POST /{rack_id}/books\``],
  ],
  [
    "an operation is deprecated",
    [["operationId: listBooks", "operationId: listBooks\n      deprecated: true"]],
    [`adds ${list} deprecates the operation`],
  ],
  [
    "an operation has another id",
    [["operationId: listBooks", "operationId: readBooks"]],
    [`breaks ${list} is called \`readBooks\` in the OpenAPI documents, no longer \`listBooks\``],
  ],
  [
    "an operation is described anew",
    [["Lists the books", "Lists all books"]],
    [`edits ${list} is described differently`],
  ],
  [
    "an example changes",
    [["value: { name: Emma }", "value: { name: Persuasion }"]],
    [`edits ${add} is described differently`],
  ],
  ["a tag is described anew", [["Books on a shelf", "Books"]], ["edits OpenAPI documents are described differently"]],
  // parameters
  [
    "an optional parameter is added",
    [["- { name: sort,", "- { name: year, in: query, schema: { type: integer } }\n        - { name: sort,"]],
    [`adds ${list} takes the parameter \`year\``],
  ],
  [
    "a required parameter is added",
    [
      [
        "- { name: sort,",
        "- { name: year, in: query, required: true, schema: { type: integer } }\n        - { name: sort,",
      ],
    ],
    [`breaks ${list} requires the parameter \`year\``],
  ],
  [
    "a parameter is removed",
    [["        - { name: sort, in: query, schema: { type: string, enum: [down, up] } }\n", ""]],
    [`breaks ${list} no longer takes the parameter \`sort\``],
  ],
  [
    "a parameter is renamed",
    [["name: limit,", "name: most,"]],
    [`breaks ${list} no longer takes the parameter \`limit\``, `adds ${list} takes the parameter \`most\``],
  ],
  [
    "a parameter gets a similar name",
    [["name: limit,", "name: limits,"]],
    [`breaks ${list} takes the parameter \`limits\`, no longer \`limit\``],
  ],
  [
    "a parameter becomes required",
    [["name: sort, in: query,", "name: sort, in: query, required: true,"]],
    [`breaks ${list} requires the parameter \`sort\``],
  ],
  [
    "a parameter becomes optional",
    [["name: owner, in: query, required: true", "name: owner, in: query"]],
    [`adds ${list} no longer requires the parameter \`owner\``],
  ],
  [
    "a parameter takes another value",
    [["enum: [down, up]", "enum: [down, up, title]"]],
    [`adds ${list} takes "title" for the parameter \`sort\``],
  ],
  [
    "a parameter takes one value fewer",
    [["enum: [down, up]", "enum: [down]"]],
    [`breaks ${list} no longer takes "up" for the parameter \`sort\``],
  ],
  [
    "a parameter is deprecated",
    [["name: sort, in: query,", "name: sort, in: query, deprecated: true,"]],
    [`adds ${list} deprecates the parameter \`sort\``],
  ],
  [
    "the values of a parameter come in another order",
    [["enum: [down, up]", "enum: [up, down]"]],
    [`edits ${list} is described differently`],
  ],
  [
    "a parameter has another type",
    [["schema: { type: integer, maximum: 100 }", "schema: { type: string }"]],
    [`breaks ${list} takes the parameter \`limit\` as string, no longer as number`],
  ],
  [
    "a limit of a parameter changes",
    [["maximum: 100", "maximum: 50"]],
    [`edits ${list} takes the parameter \`limit\` with another maximum: 100 → 50`],
  ],
  [
    "a parameter sent as JSON loses a property",
    [["properties: { year: { type: integer } } } } }", "properties: {} } } }"]],
    [`breaks ${list} no longer takes the parameter \`filter.year\``],
  ],
  [
    "a parameter is sent as JSON",
    [
      [
        "schema: { type: integer, maximum: 100 }",
        "content: { application/json: { schema: { type: integer, maximum: 100 } } }",
      ],
    ],
    [`edits ${list} is described differently`],
  ],
  // fields
  [
    "another field can be selected",
    [["enum: [id, title, owner]", "enum: [id, title, owner, pages]"]],
    [`adds ${list} takes "pages" for the parameter \`fields[]\``],
  ],
  [
    "a field can no longer be selected",
    [["enum: [id, title, owner]", "enum: [id, title]"]],
    [`breaks ${list} no longer takes "owner" for the parameter \`fields[]\``],
  ],
  [
    "a field is returned by default",
    [["x-default-fields: [id, title]", "x-default-fields: [id, title, owner]"]],
    [`adds ${list} returns \`owner\` without \`fields\``],
  ],
  [
    "a field is returned only if selected",
    [["x-default-fields: [id, title]", "x-default-fields: [id]"]],
    [`breaks ${list} returns \`title\` only when \`fields\` names it`],
  ],
  [
    "a response with selected fields is complete",
    [["x-default-fields: [id, title]", "x-note: none"]],
    [`adds ${list} returns all fields without \`fields\``],
  ],
  [
    "a field takes another parameter",
    [["properties: { depth: { type: integer } }", "properties: { depth: { type: integer }, all: { type: boolean } }"]],
    [`adds ${list} takes the parameter \`fields.owner.all\``],
  ],
  // bodies
  [
    "an optional property of a body is added",
    [["note: { type: string }", "note: { type: string }\n        year: { type: integer }"]],
    [`adds ${add} takes \`year\` in the body`],
  ],
  [
    "a required property of a body is added",
    [
      ["required: [name]", "required: [name, year]"],
      ["note: { type: string }", "note: { type: string }\n        year: { type: integer }"],
    ],
    [`breaks ${add} requires \`year\` in the body`],
  ],
  [
    "a property of a body is removed",
    [["        note: { type: string }\n", ""]],
    [`breaks ${add} no longer takes \`note\` in the body`],
  ],
  [
    "a property of a body gets a similar name",
    [["note: { type: string }", "notes: { type: string }"]],
    [`breaks ${add} takes \`notes\` in the body, no longer \`note\``],
  ],
  [
    "a property of a body becomes required",
    [["required: [name]", "required: [name, note]"]],
    [`breaks ${add} requires \`note\` in the body`],
  ],
  [
    "a property of a body becomes optional",
    [["required: [name]", "required: []"]],
    [`adds ${add} no longer requires \`name\` in the body`],
  ],
  [
    "a property of a body takes another type too",
    [["note: { type: string }", "note: { type: [string, 'null'] }"]],
    [`adds ${add} takes \`note\` in the body as null or string, no longer as string`],
  ],
  [
    "a property of a body has another type",
    [["note: { type: string }", "note: { type: array, items: { type: string } }"]],
    [`breaks ${add} takes \`note\` in the body as array, no longer as string`],
  ],
  [
    "a body takes another value",
    [["enum: [crime, novel]", "enum: [crime, novel, poem]"]],
    [`adds ${add} takes "poem" for \`genre\` in the body`],
  ],
  [
    "a body takes one value instead of another",
    [["enum: [crime, novel]", "enum: [crime, poem]"]],
    [`breaks ${add} takes "poem" for \`genre\` in the body and no longer takes "novel" for \`genre\` in the body`],
  ],
  [
    "a body takes any value",
    [["enum: [crime, novel]", "minLength: 1"]],
    [
      `adds ${add} takes more than the listed values for \`genre\` in the body`,
      `edits ${add} takes \`genre\` in the body with another minLength: anything → 1`,
    ],
  ],
  [
    "a length in a body changes",
    [["maxLength: 50", "maxLength: 20"]],
    [`edits ${add} takes \`name\` in the body with another maxLength: 50 → 20`],
  ],
  [
    "text in a body becomes a file",
    [["format: byte", "format: binary"]],
    [`breaks ${add} takes \`scan\` in the body with another format: byte → binary`],
  ],
  ["a body becomes required", [["required: false", "required: true"]], [`breaks ${add} requires a body`]],
  [
    "a body takes another form",
    [["picture: { oneOf: [", "picture: { oneOf: [{ $ref: '#/components/schemas/Photo' }, "]],
    [`adds ${add} takes \`picture(photo)\` in the body`],
  ],
  [
    "a body can be sent as something else",
    [
      [
        "application/json: { schema: { $ref: '#/components/schemas/AddBook' }",
        "multipart/form-data: { schema: { type: object, properties: { file: { type: string, format: binary } } } }\n          application/json: { schema: { $ref: '#/components/schemas/AddBook' }",
      ],
    ],
    [`adds ${add} takes a body as multipart/form-data`],
  ],
  [
    "a form says what the JSON body says",
    [
      [
        "application/json: { schema: { $ref: '#/components/schemas/AddBook' }",
        "multipart/form-data: { schema: { type: object, properties: { name: { type: string } } } }\n          application/json: { schema: { $ref: '#/components/schemas/AddBook' }",
      ],
    ],
    [`edits ${add} is described differently`],
  ],
  // responses
  [
    "a property of a response is added",
    [["pages: { type: integer }", "pages: { type: integer }\n            year: { type: integer }"]],
    book("adds", "returns `data[].year`"),
  ],
  [
    "a required property of a response is added",
    [
      ["required: [pages]", "required: [pages, year]"],
      ["pages: { type: integer }", "pages: { type: integer }\n            year: { type: integer }"],
    ],
    book("adds", "returns `data[].year`"),
  ],
  [
    "a property of a response is removed",
    [["            title: { type: string, description: Its name }\n", ""]],
    book("breaks", "no longer returns `data[].title`"),
  ],
  [
    "a required property of a response is removed",
    [
      ["required: [pages]", "required: []"],
      ["            pages: { type: integer }\n", ""],
    ],
    book("breaks", "no longer returns `data[].pages`"),
  ],
  [
    "a required property of a response gets a similar name",
    [
      ["required: [pages]", "required: [page]"],
      ["pages: { type: integer }", "page: { type: integer }"],
    ],
    book("breaks", "returns `data[].page`, no longer `pages`", "returns `page`, no longer `pages`"),
  ],
  [
    "a nested property of a response is removed",
    [["properties: { name: { type: string } }", "properties: { born: { type: integer } }"]],
    [...book("breaks", "no longer returns `data[].owner.name`"), ...book("adds", "returns `data[].owner.born`")],
  ],
  [
    "a property of a response is deprecated",
    [["pages: { type: integer }", "pages: { type: integer, deprecated: true }"]],
    book("adds", "deprecates `data[].pages`"),
  ],
  [
    "a property is always returned",
    [["required: [pages]", "required: [pages, title]"]],
    book("adds", "always returns `data[].title`"),
  ],
  [
    "a property may be left out",
    [["required: [pages]", "required: []"]],
    book("breaks", "may leave out `data[].pages`"),
  ],
  [
    "a response has another type",
    [["pages: { type: integer }", "pages: { type: string }"]],
    book("breaks", "returns `data[].pages` as string, no longer as number"),
  ],
  [
    "a response may be null",
    [["pages: { type: integer }", "pages: { type: [integer, 'null'] }"]],
    book("breaks", "returns `data[].pages` as null or number, no longer as number"),
  ],
  [
    "an integer is a number",
    [["pages: { type: integer }", "pages: { type: number }"]],
    [`edits ${list} is described differently`, `edits ${add} is described differently`],
  ],
  [
    "a format of text in a response changes",
    [["format: date", "format: date-time"]],
    book("edits", "returns `data[].printed` with another format: date → date-time"),
  ],
  [
    "an open enum of a response gains a value",
    [["enum: [LENT, OPEN]", "enum: [LENT, LOST, OPEN]"]],
    book("adds", 'returns "LOST" for `data[].state`'),
  ],
  [
    "an open enum of a response loses a value",
    [["enum: [LENT, OPEN]", "enum: [OPEN]"]],
    book("edits", 'no longer returns "LENT" for `data[].state`'),
  ],
  [
    "a closed enum of a response gains a value",
    [["enum: [hard, soft]", "enum: [hard, soft, none]"]],
    book("breaks", 'returns "none" for `data[].binding`'),
  ],
  [
    "a closed enum of a response loses a value",
    [["enum: [hard, soft]", "enum: [hard]"]],
    book("breaks", 'no longer returns "soft" for `data[].binding`'),
  ],
  [
    "a closed enum of a response opens",
    [["binding: { type: string, enum: [hard, soft] }", "binding: { type: string }"]],
    book("breaks", "returns more than the listed values for `data[].binding`"),
  ],
  [
    "text in a response is one of some values",
    [["printed: { type: string, format: date }", "printed: { type: string, format: date, enum: [today] }"]],
    book("adds", "returns only listed values for `data[].printed`"),
  ],
  [
    "a choice in a response gains a form",
    [
      [
        "{ $ref: '#/components/schemas/Photo' }, {",
        "{ $ref: '#/components/schemas/Photo' }, { $ref: '#/components/schemas/Thing' }, {",
      ],
    ],
    book("breaks", "returns `data[].cover(object)`"),
  ],
  [
    "a choice in a response loses a form",
    [["{ $ref: '#/components/schemas/Photo' }, {", "{"]],
    book("breaks", "no longer returns `data[].cover(photo)`"),
  ],
  [
    "another success has another response",
    [
      [
        "'400': {",
        "'202': { description: Later, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }\n        '400': {",
      ],
    ],
    [`breaks ${list} has a response 202`],
  ],
  [
    "another status has the same error",
    [
      [
        "'404': {",
        "'410': { description: Burnt, content: { application/json: { schema: { $ref: '#/components/schemas/Failure' } } } }\n        '404': {",
      ],
    ],
    [`edits ${list} is described differently`],
  ],
  [
    "errors lose a property",
    [["required: [error], properties: { error: { type: string } }", "properties: { reason: { type: string } }"]],
    [`breaks ${list} no longer returns \`error\` in errors`, `adds ${list} returns \`reason\` in errors`],
  ],
  // what the platform calls
  [
    "a payload gains a required property",
    [
      ["when: { type: integer }", "when: { type: integer }\n        where: { type: string }"],
      ["    Arrival:\n      type: object\n", "    Arrival:\n      type: object\n      required: [where]\n"],
    ],
    [`adds ${hook} sends \`where\``],
  ],
  [
    "a payload loses a property",
    [["        when: { type: integer }\n", ""]],
    [`breaks ${hook} no longer sends \`when\``],
  ],
  [
    "a choice with a form for others gains a form",
    [["part: { oneOf: [", "part: { oneOf: [{ $ref: '#/components/schemas/Photo' }, "]],
    [`adds ${hook} sends \`part(photo)\``],
  ],
  // names
  [
    "a schema is renamed",
    [
      ["    Thing: {", "    Item: {"],
      ["- { $ref: '#/components/schemas/Thing' }", "- { $ref: '#/components/schemas/Item' }"],
    ],
    ['breaks Schemas["Thing"] is now `Schemas["Item"]`'],
  ],
  [
    "a schema is written out where it was referred to",
    [
      ["    Thing: { type: object, required: [id], properties: { id: { type: string } } }\n", ""],
      [
        "- { $ref: '#/components/schemas/Thing' }",
        "- { type: object, required: [id], properties: { id: { type: string } } }",
      ],
    ],
    ['breaks Schemas["Thing"] is gone'],
  ],
  // versions
  [
    "a Graph version is added",
    [["x-graph-versions: [v25.0, v26.0]", "x-graph-versions: [v25.0, v26.0, v27.0]"]],
    ["adds Graph v27.0 is new"],
  ],
  [
    "a Graph version is dropped",
    [["x-graph-versions: [v25.0, v26.0]", "x-graph-versions: [v26.0]"]],
    ["breaks Graph v25.0 is gone"],
  ],
];
