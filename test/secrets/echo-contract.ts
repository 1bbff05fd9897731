const secured = (scheme: string, id: string) => `
  /${id}:
    get:
      operationId: ${id}
      security: [{${scheme}: []}]
      parameters: [{name: trace, in: query, schema: {type: string}, example: abc}]
      responses: {"200": {$ref: "#/components/responses/Thing"}, "401": {description: no}}`;

/** A contract with every kind of secret, for a server that gives them all away. */
export const ECHO_CONTRACT = `openapi: 3.1.0
info: {title: Echo, version: "1"}
servers: [{url: https://echo.example/api}]
x-assay-resources:
  thing:
    parameter: id
    create: {operation: createThing, identity: "$response.body#/id"}
    read: {operation: readThing}
    list: {operation: listThings, items: /items, identity: "$item#/id"}
    update: {operation: updateThing, semantics: merge}
    delete: {operation: deleteThing, gone: ["404"]}
    mark: name
    echo: [name, password, note]
paths:
  /login:
    post:
      operationId: login
      security: [{user: []}]
      responses: {"200": {$ref: "#/components/responses/Login"}, "401": {description: no}}
    delete:
      operationId: logout
      x-assay-effect: session
      security: [{session: []}]
      responses: {"204": {description: out}}
  /token:
    post:
      operationId: token
      security: []
      x-assay-effect: session
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [client_id, client_secret]
              properties:
                client_id: {type: string, x-assay-value: {env: ECHO_CLIENT}}
                client_secret: {type: string, x-assay-value: {env: ECHO_SECRET}}
      responses: {"200": {description: ok, content: {application/json: {schema: {type: object, required: [access_token], properties: {access_token: {type: string}}}}}}}
${secured('session', 'bySession')}${secured('key', 'byKey')}${secured('query', 'byQuery')}${secured('cookie', 'byCookie')}${secured('oauth2', 'byToken')}${secured('bearer', 'byBearer')}${secured('oauth1', 'bySignature')}
  /things:
    get:
      operationId: listThings
      security: [{user: []}]
      responses: {"200": {description: ok, content: {application/json: {schema: {type: object, required: [items], properties: {items: {type: array, items: {$ref: "#/components/schemas/Thing"}}}}}}}}
    post:
      operationId: createThing
      security: [{session: []}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Input"}}}}
      responses: {"201": {$ref: "#/components/responses/Thing"}, "400": {description: bad}}
  /things/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}, x-assay-unknown: nothing}]
    get:
      operationId: readThing
      security: [{user: []}]
      responses: {"200": {$ref: "#/components/responses/Thing"}, "404": {description: gone}}
    patch:
      operationId: updateThing
      security: [{session: []}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Input"}}}}
      responses: {"200": {$ref: "#/components/responses/Thing"}, "400": {description: bad}}
    delete:
      operationId: deleteThing
      security: [{user: []}]
      responses: {"204": {description: gone, x-assay-body: none}}
components:
  securitySchemes:
    user: {type: http, scheme: basic, x-assay-credentials: {username: {env: ECHO_USER}, password: {env: ECHO_PASSWORD}}}
    session:
      {type: apiKey, in: header, name: X-Echo-Session, x-assay-session: {login: login, with: user, token: "$response.body#/sid", logout: logout}}
    key: {type: apiKey, in: header, name: X-Echo-Key, x-assay-credentials: {value: {env: ECHO_KEY}}}
    query: {type: apiKey, in: query, name: k, x-assay-credentials: {value: {env: ECHO_QUERY_KEY}}}
    cookie: {type: apiKey, in: cookie, name: c, x-assay-credentials: {value: {env: ECHO_COOKIE}}}
    bearer: {type: http, scheme: bearer, x-assay-credentials: {token: {env: ECHO_BEARER}}}
    oauth2:
      {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}, x-assay-credentials: {clientId: {env: ECHO_CLIENT}, clientSecret: {env: ECHO_SECRET}}}
    oauth1:
      type: http
      scheme: OAuth
      x-assay-credentials:
        {consumerKey: {env: ECHO_CONSUMER}, consumerSecret: {env: ECHO_CONSUMER_SECRET}, token: {env: ECHO_TOKEN}, tokenSecret: {env: ECHO_TOKEN_SECRET}}
  responses:
    Login:
      description: in
      content: {application/json: {schema: {type: object, required: [sid], properties: {sid: {type: string}}}}}
    Thing:
      description: ok
      headers: {X-Never: {required: true, schema: {type: string}}}
      content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
  schemas:
    Secret: {type: string, format: password, maxLength: 500}
    Code: {type: string, maxLength: 3, x-assay-secret: true}
    Input:
      type: object
      required: [name, pass]
      properties:
        name: {type: string, minLength: 1}
        pass: {$ref: "#/components/schemas/Secret", x-assay-value: {env: ECHO_MEMBER}}
        note: {type: string, example: plain}
    Thing:
      type: object
      required: [id, name, missing]
      additionalProperties: false
      properties:
        id: {type: string}
        name: {type: string}
        pass: {type: integer}
        note: {type: string}
        code: {$ref: "#/components/schemas/Code"}
        keys: {type: array, items: {$ref: "#/components/schemas/Code"}}
`;
