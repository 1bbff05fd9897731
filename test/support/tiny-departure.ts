import type { Json, JsonObject } from '../../model/json.ts';

/** A request as the tiny server sees it; the path is without the base. */
export interface TinyRequest {
  /** GET for a HEAD, which is answered alike. */
  readonly method: string;
  readonly isHead: boolean;
  readonly accept: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string;
  readonly authorization: string;
  readonly contentType: string;
  readonly prefer: string;
  readonly text: string;
  /** Whether the body is UTF-8; where it is not, the text has U+FFFD in it. */
  readonly isUtf8: boolean;
}

/** What it answers: `json` is serialised, `text` goes out as it is, `hangUp` closes without a reply. */
export interface TinyReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly text?: string | Uint8Array;
  readonly hangUp?: boolean;
}

/** A departure from the contract; without any member the server is correct. */
export interface Departure {
  /** Answers in place of the server. */
  answer?(request: TinyRequest): TinyReply | undefined;
  /** Changes a reply on its way out. */
  tamper?(request: TinyRequest, reply: TinyReply): TinyReply;
  /** Milliseconds that it takes before it answers. */
  pauses?(request: TinyRequest): number;
  /** Lets a request in although its credentials are not valid. */
  admits?(request: TinyRequest): boolean;
  /** Overlooks a fault, named as in tiny-rules.ts, or `no json`, `encoding`, `member twice`, `media type`, `body missing`. */
  overlooks?(fault: string, request: TinyRequest): boolean;
  /** The status that refuses a fault of a body. */
  refuses?(fault: string, request: TinyRequest): number;
  /** What is kept of what was sent. */
  keeps?(body: JsonObject, operation: 'create' | 'update'): JsonObject;
  /** Members of a note that an update changes of itself. */
  remembers?(before: JsonObject): JsonObject;
  /** What becomes of a card by an update; by default what was sent takes the place of what was there. */
  putsCard?(before: JsonObject, sent: JsonObject): JsonObject;
  /** Whether a member that only the server sets is taken from the body of a note all the same. */
  assigns?(member: string, operation: 'create' | 'update'): boolean;
  /** What is left of each other object of a kind when one is deleted; undefined: nothing. */
  deletes?(other: JsonObject): JsonObject | undefined;
  /** Deletes answer as documented and remove nothing. */
  keepsDeleted?: boolean;
  /** A new card gets the id of one that was deleted. */
  givesIdsAgain?: boolean;
  /** The list is cut before it is filtered. */
  cutsFirst?: boolean;
  /** Parameters of the list that are not heard. */
  deafTo?: readonly ('limit' | 'offset')[];
  /** Two notes may have one title, made so by this. */
  sharesTitles?: 'create' | 'update';
  /** A deleted note can still be exported, or updated. */
  usesDeleted?: 'export' | 'update';
  /** A PUT of a card that is not there makes one. */
  putMakesCards?: boolean;
  /** A note that is refused for its body is kept all the same, by its title. */
  keepsRefused?: boolean;
  /** What has this method is carried out before it is refused for its credentials. */
  worksFirst?: 'POST' | 'PUT' | 'DELETE';
  /** A label that is updated is kept a second time, under another id. */
  addsLabels?: boolean;
  /** What is kept of a label that is restored; undefined: it stays deleted, and the reply is as documented. */
  restores?(label: JsonObject): JsonObject | undefined;
  /** What is kept of new settings. */
  keepsSettings?(before: JsonObject, sent: JsonObject): JsonObject;
  /** The state that a lamp takes when it is switched to one. */
  switchesTo?(state: string): string;
  /** A deleted note stays in the list. */
  listsDeleted?: boolean;
  /** Logouts answer as documented and end nothing. */
  keepsSessions?: boolean;
  /** The state of a task at each look; the last one stays. */
  taskStates?: readonly string[];
  /** How far a task says that it is, look by look. */
  taskProgress?: readonly number[];
}
