import type { Json, JsonObject } from './json.ts';
import type { Pointer } from './pointer.ts';
import type { Frame, Position, Statement } from './statement.ts';

/** HTTP methods that OpenAPI 3.1 knows, in upper case. */
export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE';

/** "METHOD /path/{as in the document}", without the base path. */
export type OperationId = string;

/** What an operation does to the world; `session` opens, ends or shows a login of ours and changes nothing else. */
export type Effect = 'read' | 'create' | 'update' | 'delete' | 'session';

/** Kinds of fault that a refusal can answer. */
export type FaultKind = 'body' | 'query' | 'path' | 'media-type' | 'method' | 'credentials' | 'state';

/** A value that only the site knows, read from the environment. */
export interface SiteValue {
  readonly env: string;
  /** Used where the variable is not set. */
  readonly default?: Json;
  /** Separator of a list of values. */
  readonly list?: string;
  /** The variable names a JSON file that holds the value. */
  readonly file?: boolean;
  /** Without the variable values are generated, and what they lead to may fail. */
  readonly optional?: boolean;
  readonly pointer: Pointer;
}

/** A path, query, header or cookie parameter. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly style: 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Media type where the parameter has `content` instead of `schema`. */
  readonly mediaType?: string;
  readonly pointer: Pointer;
  readonly schema: Pointer;
  readonly examples: readonly Example[];
  readonly value?: SiteValue;
  /** A legal value that names nothing, said by the contract. */
  readonly unknown?: Json;
}

/** A named example. */
export interface Example {
  readonly name: string;
  readonly value: Json;
  readonly pointer: Pointer;
}

/** One media type of a body. */
export interface Content {
  readonly mediaType: string;
  readonly pointer: Pointer;
  /** Absent where the document gives no schema. */
  readonly schema?: Pointer;
  readonly encoding: JsonObject;
  readonly examples: readonly Example[];
}

/** A request body. */
export interface Body {
  readonly required: boolean;
  readonly pointer: Pointer;
  readonly contents: readonly Content[];
}

/** A response header. */
export interface Header {
  readonly name: string;
  readonly required: boolean;
  readonly pointer: Pointer;
  readonly schema?: Pointer;
}

/** Values for the parameters of another operation, as runtime expressions. */
export interface Link {
  readonly name: string;
  readonly operation: OperationId;
  readonly parameters: ReadonlyMap<string, Json>;
  readonly pointer: Pointer;
}

/** How work that goes on after a reply is followed. */
export interface Task {
  /** `location` polls the Location header, otherwise an operation with runtime expressions. */
  readonly poll: 'location' | Link;
  /** Pointer to the state in the polled body. */
  readonly status: Pointer;
  readonly pending: readonly string[];
  readonly succeeded: readonly string[];
  readonly failed: readonly string[];
  readonly progress?: Pointer;
  /** What to read when the task has succeeded. */
  readonly result?: Link;
  /** Seconds. */
  readonly deadline: number;
  readonly pointer: Pointer;
}

/** A documented response. */
export interface Response {
  /** `200`, `2XX` or `default`. */
  readonly status: string;
  readonly pointer: Pointer;
  readonly headers: readonly Header[];
  readonly contents: readonly Content[];
  /** The contract says that there is no body. */
  readonly empty: boolean;
  readonly refuses?: readonly FaultKind[];
  readonly links: readonly Link[];
  readonly task?: Task;
}

/** What exists once or was there before: changed only in full mode, read first, put back after. */
export interface Restore {
  readonly read: OperationId;
  /** Members of the request that are always copied from a fresh read. */
  readonly fresh: readonly string[];
  /** Members that a read shows as an update sent them. */
  readonly echo: readonly Echo[];
}

/**
 * A parameter that switches something of an object which was there before: changed only in full mode, read first and
 * switched back after.
 */
export interface Switch {
  /** The query parameter whose value is the state to switch to. */
  readonly parameter: string;
  /** Where the body names the object. */
  readonly member: Pointer;
  /** What shows the object, and the path parameter that names it there. */
  readonly read: { readonly operation: OperationId; readonly parameter: string };
  /** What a read shows in each state. */
  readonly shows: ReadonlyMap<string, ReadonlyMap<Pointer, Json>>;
  /** The list in a reply that names the objects which were switched. */
  readonly done?: Pointer;
}

/** How the next page of a list is asked for. */
export type Paging =
  /** By the number of items to pass over. */
  | { readonly by: 'offset'; readonly parameter: string }
  /** By the number of the page. */
  | { readonly by: 'page'; readonly parameter: string; readonly first: number }
  /** By what a reply names, a runtime expression; it is an address where no parameter carries it. */
  | { readonly by: 'next'; readonly parameter?: string; readonly next: string };

/** What a contract says of a list: how it is cut, counted and paged. */
export interface ListRule {
  readonly pointer: Pointer;
  /** Where the items stand in a reply. */
  readonly items: Pointer;
  /** Runtime expression on one item. */
  readonly identity: string;
  /** The query parameter that says how many items are shown at most. */
  readonly limit?: string;
  /** Runtime expression: how many items there are, shown or not. */
  readonly total?: string;
  readonly paging?: Paging;
}

/** Names of the schemes that must all be satisfied. */
export type Requirement = readonly string[];

/** A method and path template with everything said of it. */
export interface Operation {
  readonly id: OperationId;
  readonly operationId?: string;
  readonly summary: string;
  readonly method: Method;
  readonly path: string;
  readonly pointer: Pointer;
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  readonly responses: readonly Response[];
  /** Alternatives; an empty list means that no credentials are asked for. */
  readonly security: readonly Requirement[];
  readonly effect: Effect;
  readonly dangerous: boolean;
  readonly deprecated: boolean;
  readonly restore?: Restore;
  readonly list?: ListRule;
  readonly switch?: Switch;
}

/** How to get in, with the environment variable behind each part. */
export interface Scheme {
  readonly name: string;
  readonly kind: 'basic' | 'bearer' | 'api-key' | 'session' | 'oauth2' | 'oauth1' | 'unsupported';
  readonly pointer: Pointer;
  /** Header, query or cookie name of an API key or session token. */
  readonly carrier?: { readonly in: 'header' | 'query' | 'cookie'; readonly name: string };
  /** Part (username, password, clientId, …) to site value. */
  readonly credentials: ReadonlyMap<string, SiteValue>;
  /** The same of an account that may read and change nothing, where the contract names one. */
  readonly weaker?: ReadonlyMap<string, SiteValue>;
  readonly tokenUrl?: string;
  readonly session?: {
    readonly login: OperationId;
    readonly with: string;
    /** Runtime expression on the login's response. */
    readonly token: string;
    readonly logout?: OperationId;
  };
}

/** How a member is compared with what was sent. */
export interface Echo {
  readonly member: string;
  /** `value`: 60 and "60" are equal; `set`: order and spelling of a list do not matter. */
  readonly as: 'exact' | 'value' | 'set';
}

/** How the identity of a created object is learnt. */
export type IdentitySource =
  | { readonly expression: string }
  | { readonly lookup: ReadonlyMap<Pointer, Pointer> };

/** A kind of object with a life on the target. */
export interface Resource {
  readonly name: string;
  readonly pointer: Pointer;
  /** Path parameter that carries the identity. */
  readonly parameter: string;
  readonly create?: {
    readonly operation: OperationId;
    readonly identity: IdentitySource;
    readonly at: Pointer;
  };
  readonly read?: { readonly operation: OperationId; readonly at: Pointer };
  readonly list?: {
    readonly operation: OperationId;
    readonly items: Pointer;
    /** Runtime expression on one item. */
    readonly identity: string;
    /** Query parameter to the member whose value finds the object. */
    readonly find: ReadonlyMap<string, Pointer>;
  };
  readonly update?: { readonly operation: OperationId; readonly semantics: 'merge' | 'replace' | 'upsert' };
  readonly delete?: {
    readonly operation: OperationId;
    /** Statuses of a read after a delete, or `unspecified`. */
    readonly gone: readonly string[] | 'unspecified';
    /** Operations that must succeed before. */
    readonly prepare: readonly OperationId[];
    /** What undoes a delete that only puts away. */
    readonly revive?: OperationId;
  };
  readonly act: readonly OperationId[];
  /** Where the replies of an act show what it made, which is another each time. */
  readonly distinct: ReadonlyMap<OperationId, Pointer>;
  readonly echo: readonly Echo[];
  /** Members that reads show alike for as long as the object lives. */
  readonly fixed: readonly string[];
  /** Members that never fall from read to read: date-times or numbers. */
  readonly rising: readonly string[];
  /** Members that no two objects share. */
  readonly unique: readonly string[];
  /** String member that carries our mark. */
  readonly mark?: string;
}

/** A vendor's document that statements rest on. */
export interface VendorDocument {
  readonly id: string;
  readonly title: string;
  readonly version?: string;
  readonly address?: string;
}

/** What must hold between members, in CEL. */
export interface Invariant {
  readonly id: string;
  /** The schema, response or operation that it stands on. */
  readonly holder: Pointer;
  readonly kind: 'schema' | 'response' | 'operation';
  readonly cel: string;
  /** What holds, in words. */
  readonly message: string;
  /** Paths that it reads: `self`, `request`, `status` or `headers`, then members; `*` stands for any. */
  readonly reads: readonly (readonly string[])[];
  /** Texts and numbers that are written out in it. */
  readonly constants: readonly Json[];
}

/** An OpenAPI document read into operations, with everything the extensions say. */
export interface Contract {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly file: string;
  /** The document as OpenAPI 3.1, overlays applied, `$ref`s kept. */
  readonly document: JsonObject;
  readonly serverUrl: string;
  /** Path of the server's URL, without a slash at the end. */
  readonly basePath: string;
  readonly documents: readonly VendorDocument[];
  readonly operations: readonly Operation[];
  readonly resources: readonly Resource[];
  readonly schemes: readonly Scheme[];
  readonly siteValues: readonly SiteValue[];
  /** By the place that they stand on. */
  readonly invariants: ReadonlyMap<Pointer, readonly Invariant[]>;
  /** A documented limit of requests a minute. */
  readonly requestsPerMinute?: number;
  /** The statement made at a place, by a keyword where one is named (`required/name` names one member). */
  statement(pointer: Pointer, keyword?: string): Statement;
  /** Where a place stands in the file. */
  position(pointer: Pointer): Position;
  /** The lines of the file around a position. */
  frame(position: Position): Frame;
}
