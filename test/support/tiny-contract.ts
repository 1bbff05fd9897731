/** The contract of the tiny API: every kind of promise that a check judges, and one statement of each basis. */
export const TINY_CONTRACT = `openapi: 3.1.0
info:
  title: Tiny API
  version: 1.0.0
  x-assay-documents:
    - {id: guide, title: Tiny Guide, version: "1"}
    - {id: client, title: Tiny Client, version: "2"}
servers:
  - url: https://tiny.example/api
x-assay-source: {document: guide, at: Overview, basis: documented}
x-assay-resources:
  label:
    parameter: label_id
    create: {operation: putLabel, identity: "$response.body#/id"}
    read: {operation: getLabel}
    list: {operation: listLabels, items: "", identity: "$item#/id"}
    update: {operation: putLabel, semantics: upsert}
    delete: {operation: deleteLabel, gone: ["404"], revive: restoreLabel}
    unique: [name]
    mark: name
    echo: [name, colour]
  card:
    parameter: card_id
    create: {operation: createCard, identity: "$response.body#/id"}
    read: {operation: getCard}
    update: {operation: putCard, semantics: replace}
    delete: {operation: deleteCard, gone: ["404"]}
    mark: text
    echo: [text, colour, size, {member: tags, as: set}]
  note:
    x-assay-source:
      document: guide
      at: Notes
      basis: documented
      keywords:
        echo/tags: {document: client, at: test of tags, basis: corroborated}
        echo/priority: {at: our reading, basis: inferred}
        fixed/created_by: {document: client, at: test of authors, basis: corroborated}
        rising/revision: {at: our reading, basis: inferred}
    parameter: note_id
    create: {operation: createNote, identity: "$response.body#/id"}
    read: {operation: getNote}
    list: {operation: listNotes, items: /items, identity: "$item#/id", find: {title: /title}}
    update: {operation: updateNote, semantics: merge}
    delete: {operation: deleteNote, gone: ["404"]}
    act: [{operation: exportNote, distinct: /id}]
    unique: [title]
    mark: title
    echo: [title, status, {member: priority, as: value}, {member: tags, as: set}]
    fixed: [id, created_at, created_by]
    rising: [changed_at, revision]
paths:
  /settings:
    get:
      operationId: getSettings
      security: [{user: []}]
      responses:
        "200": {$ref: "#/components/responses/Settings"}
        "401": {$ref: "#/components/responses/Unknown"}
    put:
      operationId: putSettings
      security: [{user: []}]
      x-assay-restore: {read: getSettings, echo: [theme, {member: page, as: value}]}
      x-assay-source:
        document: guide
        at: Settings
        basis: documented
        keywords:
          x-assay-restore/page: {document: client, at: test of pages, basis: corroborated}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Settings"}}}
      responses:
        "200": {$ref: "#/components/responses/Settings"}
        "400": {$ref: "#/components/responses/Invalid"}
        "401": {$ref: "#/components/responses/Unknown"}
  /lamps:
    get:
      operationId: listLamps
      security: [{user: []}]
      responses:
        "200":
          description: All lamps; nobody can make one.
          content:
            application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Lamp"}}}
          links: {lamp: {operationId: getLamp, parameters: {lamp_id: "$response.body#/0/id"}}}
        "401": {$ref: "#/components/responses/Unknown"}
  /lamps/{lamp_id}:
    parameters:
      - {name: lamp_id, in: path, required: true, schema: {type: string}, x-assay-unknown: lamp0}
    get:
      operationId: getLamp
      security: [{user: []}]
      responses:
        "200":
          description: A lamp.
          content: {application/json: {schema: {$ref: "#/components/schemas/Lamp"}}}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
  /switch:
    post:
      operationId: switchLamps
      x-assay-effect: update
      security: [{user: []}]
      x-assay-switch:
        parameter: to
        member: /lamps/0
        read: {operation: getLamp, parameter: lamp_id}
        done: /switched
        shows: {bright: {/state/on: true, /state/dimmed: false}, dim: {/state/on: true, /state/dimmed: true}, dark: {/state/on: false}}
      parameters:
        - {name: to, in: query, required: true, schema: {enum: [bright, dim, dark]}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [lamps]
              properties: {lamps: {type: array, minItems: 1, maxItems: 5, items: {type: string, minLength: 1, x-assay-unknown: lamp0}}}
      responses:
        "200":
          description: Which lamps were switched.
          content:
            application/json:
              schema:
                type: object
                required: [switched]
                properties: {switched: {type: array, items: {type: string}}}
        "400": {description: It is wrong., x-assay-refuses: [body, query, media-type]}
        "401": {$ref: "#/components/responses/Unknown"}
  /labels:
    get:
      operationId: listLabels
      security: [{user: []}]
      responses:
        "200":
          description: All labels.
          content:
            application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Label"}}}
        "401": {$ref: "#/components/responses/Unknown"}
    post:
      operationId: putLabel
      security: [{user: []}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/LabelInput"}}}
      responses:
        "200": {$ref: "#/components/responses/Label"}
        "201": {$ref: "#/components/responses/Label"}
        "400": {$ref: "#/components/responses/Invalid"}
        "401": {$ref: "#/components/responses/Unknown"}
        "409":
          description: The label is in use.
          x-assay-refuses: [state]
  /labels/{label_id}:
    parameters: [{$ref: "#/components/parameters/LabelId"}]
    get:
      operationId: getLabel
      security: [{user: []}]
      responses:
        "200": {$ref: "#/components/responses/Label"}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
    delete:
      operationId: deleteLabel
      security: [{user: []}]
      responses:
        "204": {description: Deleted., x-assay-body: none}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
  /labels/{label_id}/restore:
    parameters: [{$ref: "#/components/parameters/LabelId"}]
    post:
      operationId: restoreLabel
      x-assay-effect: update
      security: [{user: []}]
      responses:
        "200": {$ref: "#/components/responses/Label"}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
        "409":
          description: The label was not deleted.
          x-assay-refuses: [state]
  /cards:
    post:
      operationId: createCard
      security: [{user: []}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/CardInput"}}}
      responses:
        "201":
          description: A new card.
          headers: {Location: {required: true, schema: {type: string}}}
          content: {application/json: {schema: {$ref: "#/components/schemas/Card"}}}
        "400": {$ref: "#/components/responses/Invalid"}
        "401": {$ref: "#/components/responses/Unknown"}
  /cards/{card_id}:
    parameters: [{$ref: "#/components/parameters/CardId"}]
    get:
      operationId: getCard
      security: [{user: []}]
      responses:
        "200": {$ref: "#/components/responses/Card"}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
    put:
      operationId: putCard
      security: [{user: []}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/CardInput"}}}
      responses:
        "200": {$ref: "#/components/responses/Card"}
        "400": {$ref: "#/components/responses/Invalid"}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
    delete:
      operationId: deleteCard
      security: [{user: []}]
      responses:
        "204": {description: Deleted., x-assay-body: none}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
  /health:
    get:
      operationId: health
      security: []
      responses:
        "200":
          description: How it is.
          content: {application/json: {schema: {type: object, required: [ok], properties: {ok: {const: true}}}}}
        "500":
          description: It is ill.
  /session:
    post:
      operationId: login
      security: [{user: []}]
      responses:
        "201":
          description: Logged in.
          content:
            application/json:
              schema: {type: object, properties: {token: {type: string, x-assay-secret: true}}}
        "401": {$ref: "#/components/responses/Unknown"}
    delete:
      operationId: logout
      x-assay-effect: session
      security: [{session: []}]
      responses:
        "204": {description: Logged out., x-assay-body: none}
        "401": {$ref: "#/components/responses/Unknown"}
  /notes:
    get:
      operationId: listNotes
      security: [{session: []}]
      parameters:
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 50}}
        - {name: offset, in: query, schema: {type: integer, minimum: 0}}
        - {name: Prefer, in: header, schema: {enum: [respond-async]}}
        - {name: title, in: query, schema: {type: string, maxLength: 200}, example: groceries}
      x-assay-list:
        x-assay-source: {document: guide, at: Lists, basis: documented}
        limit: limit
        total: $response.header.X-Total
        paging: {offset: offset}
      responses:
        "200":
          description: Some notes.
          headers:
            X-Total: {required: true, schema: {type: integer}}
            X-Page:
              required: true
              schema: {type: integer}
              x-assay-source: {document: client, at: pages, basis: corroborated}
          content:
            application/json:
              schema:
                type: object
                required: [items]
                properties: {items: {type: array, items: {$ref: "#/components/schemas/Note"}}}
        "202":
          description: The notes are being gathered.
          content: {application/json: {schema: {$ref: "#/components/schemas/Task"}}}
          x-assay-task:
            poll: {operation: getTask, parameters: {task_id: "$response.body#/id"}}
            status: /status
            pending: [running]
            succeeded: [done]
            failed: [failed]
            result: {operation: getGathered, parameters: {task_id: "$response.body#/id"}}
            deadline: 3
        "401": {$ref: "#/components/responses/Unknown"}
        default: {$ref: "#/components/responses/Problem"}
    post:
      operationId: createNote
      security: [{session: []}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/NoteInput"}}}
      responses:
        "201": {$ref: "#/components/responses/Note"}
        "400": {$ref: "#/components/responses/Invalid"}
        "401": {$ref: "#/components/responses/Unknown"}
        default: {$ref: "#/components/responses/Problem"}
  /notes/{note_id}:
    parameters: [{$ref: "#/components/parameters/NoteId"}]
    get:
      operationId: getNote
      security: [{session: []}]
      responses:
        "200": {$ref: "#/components/responses/Note"}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
    patch:
      operationId: updateNote
      security: [{session: []}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/NotePatch"}}}
      responses:
        "200": {$ref: "#/components/responses/Note"}
        "400": {$ref: "#/components/responses/Invalid"}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
        "409": {$ref: "#/components/responses/Taken"}
    delete:
      operationId: deleteNote
      security: [{session: []}]
      responses:
        "204": {description: Deleted., x-assay-body: none}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
  /notes/{note_id}/export:
    parameters: [{$ref: "#/components/parameters/NoteId"}]
    post:
      operationId: exportNote
      x-assay-effect: update
      security: [{session: []}]
      responses:
        "202":
          description: It is being exported.
          content: {application/json: {schema: {$ref: "#/components/schemas/Task"}}}
          x-assay-task:
            poll: {operation: getTask, parameters: {task_id: "$response.body#/id"}}
            status: /status
            pending: [waiting, running]
            succeeded: [done]
            failed: [failed]
            progress: /progress
            deadline: 3
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
  /tasks/{task_id}:
    parameters:
      - {name: task_id, in: path, required: true, schema: {type: string}, x-assay-unknown: t0}
    get:
      operationId: getTask
      x-assay-invariants:
        - id: task-as-asked
          cel: self.id == request.path.task_id
          message: the task is the one that was asked for
          source: {document: guide, at: Tasks, basis: documented}
      security: [{session: []}]
      responses:
        "200":
          description: How far it is.
          content: {application/json: {schema: {$ref: "#/components/schemas/Task"}}}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
  /tasks/{task_id}/notes:
    parameters:
      - {name: task_id, in: path, required: true, schema: {type: string}, x-assay-unknown: t0}
    get:
      operationId: getGathered
      security: [{session: []}]
      responses:
        "200":
          description: What was gathered.
          content:
            application/json:
              schema:
                type: object
                required: [items]
                properties: {items: {type: array, items: {$ref: "#/components/schemas/Note"}}}
        "401": {$ref: "#/components/responses/Unknown"}
        "404": {$ref: "#/components/responses/Gone"}
components:
  securitySchemes:
    user:
      type: http
      scheme: basic
      x-assay-credentials:
        username: {env: TINY_USERNAME}
        password: {env: TINY_PASSWORD}
        weaker: {username: {env: TINY_VIEWER}, password: {env: TINY_VIEWER_PASSWORD}}
    session:
      type: apiKey
      in: header
      name: x-tiny-session
      x-assay-session: {login: login, with: user, token: "$response.body#/token", logout: logout}
  parameters:
    NoteId: {name: note_id, in: path, required: true, schema: {type: string}, x-assay-unknown: n0}
    CardId: {name: card_id, in: path, required: true, schema: {type: string}, x-assay-unknown: c0}
    LabelId: {name: label_id, in: path, required: true, schema: {type: string}, x-assay-unknown: l0}
  responses:
    Note:
      description: A note.
      content: {application/json: {schema: {$ref: "#/components/schemas/Note"}}}
    Card:
      description: A card.
      content: {application/json: {schema: {$ref: "#/components/schemas/Card"}}}
    Settings:
      description: How it is set.
      content: {application/json: {schema: {$ref: "#/components/schemas/Settings"}}}
    Label:
      description: A label.
      content: {application/json: {schema: {$ref: "#/components/schemas/Label"}}}
    Invalid:
      description: The body breaks a rule.
      x-assay-refuses: [body, media-type]
      content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}
    Taken:
      description: Another note has this title.
      x-assay-refuses: [state]
      content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}
    Gone:
      description: There is no such thing.
      x-assay-refuses: [path]
      x-assay-invariants:
        - id: error-names-status
          cel: self.error.contains(string(status))
          message: the error names the status
          source: {at: our reading, basis: inferred}
      content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}
    Unknown:
      description: No valid credentials.
      x-assay-body: none
    Problem:
      description: Anything else that is wrong.
      content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}
  schemas:
    Problem: {type: object, required: [error], properties: {error: {type: string}}}
    Task:
      type: object
      required: [id, status]
      properties: {id: {type: string}, status: {type: string}}
    CardInput:
      type: object
      required: [text]
      x-assay-invariants:
        - id: size-needs-colour
          cel: "!has(self.size) || has(self.colour)"
          message: a card with a size has a colour
          source: {document: client, at: model of a card, basis: corroborated}
      properties:
        text: {type: string, minLength: 1}
        colour: {enum: [red, blue]}
        size: {type: integer, minimum: 1, maximum: 9}
        tags: {$ref: "#/components/schemas/Tags"}
    Card:
      type: object
      required: [id, text]
      properties:
        id: {type: string}
        text: {type: string}
        colour: {enum: [red, blue]}
        size: {type: integer}
        tags: {type: array, items: {type: string}}
    Settings:
      type: object
      required: [theme, page]
      properties: {theme: {enum: [light, dark]}, page: {type: integer, minimum: 1, maximum: 50}}
    Lamp:
      type: object
      required: [id, state]
      x-assay-invariants:
        - id: dimmed-is-on
          cel: "!has(self.state.dimmed) || !self.state.dimmed || (has(self.state.on) && self.state.on)"
          message: a dimmed lamp is on
          source: {document: guide, at: Lamps, basis: documented}
      properties:
        id: {type: string}
        state: {type: object, properties: {on: {type: boolean}, dimmed: {type: boolean}}}
    LabelInput:
      type: object
      required: [name]
      properties: {name: {type: string, minLength: 1}, colour: {enum: [red, blue]}}
    Label:
      type: object
      required: [id, name]
      properties: {id: {type: string}, name: {type: string}, colour: {enum: [red, blue, none]}}
    NoteInput:
      type: object
      required: [title]
      properties:
        title: {$ref: "#/components/schemas/Title"}
        status: {$ref: "#/components/schemas/Status"}
        priority: {$ref: "#/components/schemas/Priority"}
        tags: {$ref: "#/components/schemas/Tags"}
    NotePatch:
      type: object
      properties:
        title: {$ref: "#/components/schemas/Title"}
        status: {$ref: "#/components/schemas/Status"}
        priority: {$ref: "#/components/schemas/Priority"}
        tags: {$ref: "#/components/schemas/Tags"}
    Note:
      type: object
      required: [id, title, status]
      x-assay-invariants:
        - id: changed-after-created
          cel: |-
            !has(self.changed_at) || !has(self.created_at) ||
            timestamp(self.changed_at) >= timestamp(self.created_at)
          message: no note is changed before it is created
          source: {document: client, at: test of times, basis: corroborated}
      x-assay-source:
        document: guide
        at: The note
        basis: documented
        keywords: {required/status: {at: our reading, basis: inferred}}
      properties:
        id: {type: string, readOnly: true}
        title: {type: string}
        status:
          type: string
          enum: [open, done]
        priority:
          type: integer
          maximum: 5
          x-assay-source: {document: client, at: model of a note, basis: corroborated}
        tags: {type: array, items: {type: string}}
        created_at: {type: string, format: date-time}
        created_by: {type: string}
        changed_at: {type: string, format: date-time}
        revision: {type: integer}
    Title: {type: string, minLength: 1, maxLength: 200}
    Status: {type: string, enum: [open, done]}
    Priority:
      type: integer
      minimum: 1
      maximum: 5
      x-assay-source:
        document: guide
        at: Priorities
        basis: documented
        keywords:
          minimum: {document: client, at: model of a note, basis: corroborated}
          maximum: {at: our reading, basis: inferred}
    Tags: {type: array, maxItems: 3, items: {type: string, pattern: "^[a-z]+$"}}
`;
