/** Something that the mock cannot show, so that nothing follows from what it answers. */
export interface MockLimit {
  readonly id: string;
  readonly what: string;
  readonly why: string;
}

const WITHOUT_STATE = 'Prism keeps nothing between requests and answers each from the document alone.';
const COERCION = 'Prism has ajv turn texts into numbers, which takes any spelling that JavaScript takes.';

/** What the embedded Prism 5.14.2 behind our front end cannot show; each entry is proved by profile.test.ts. */
export const PRISM_PROFILE = [
  {
    id: 'state',
    what: 'What requests change or ask for: creates, updates and deletes have no effect, ids that name nothing are answered, nothing conflicts, filters and pages change no list.',
    why: WITHOUT_STATE,
  },
  {
    id: 'own-refusals',
    what: 'With which status a fault is refused where the operation documents no refusal of it: the mock answers 422, 400, 401, 405 or 415 of its own.',
    why: 'Prism and our front end must answer something, and the contract does not say what.',
  },
  {
    id: 'unmade-bodies',
    what: 'Response bodies for whose schema no value can be made: none is sent, and x-assay-mock-fault says why.',
    why: 'What Prism makes up in their place breaks the schema, which is no fault of the contract’s.',
  },
  {
    id: 'credential-values',
    what: 'Whether credentials are right: any value is taken, only missing ones are refused.',
    why: 'Prism looks at the presence of credentials, and the contract holds none.',
  },
  {
    id: 'task-progress',
    what: 'Work that goes on: a task has succeeded when it is first looked at.',
    why: WITHOUT_STATE,
  },
  {
    id: 'respond-async',
    what: '`Prefer: respond-async` and other preferences of the API: the first documented success is answered.',
    why: 'Prism reads only its own preferences (code, example, dynamic, seed).',
  },
  {
    id: 'cookie-parameters',
    what: 'Faults in cookie parameters, missing ones too.',
    why: 'Prism does not look at them.',
  },
  {
    id: 'content-parameters',
    what: 'Faults in query and header parameters that have `content` instead of `schema`, but for missing ones in the query.',
    why: 'Prism does not parse them.',
  },
  {
    id: 'list-headers',
    what: 'Faults in header parameters that are lists or objects, but for missing ones.',
    why: 'Prism throws where an optional one is absent, so it is told that they are texts.',
  },
  {
    id: 'media-type-parameters',
    what: 'Wrong parameters of a right media type, such as charset=utf-16.',
    why: 'Prism compares type and subtype only.',
  },
  {
    id: 'media-type-suffix',
    what: 'A structured suffix in place of the media type: application/problem+json is taken for application/json.',
    why: 'Prism compares what stands after the plus sign.',
  },
  {
    id: 'media-type-without-body',
    what: 'A wrong media type on a request without a body.',
    why: 'Prism looks at the media type of bodies only.',
  },
  {
    id: 'unknown-query',
    what: 'Query parameters that the contract does not know.',
    why: 'Prism ignores them, as most servers do.',
  },
  {
    id: 'empty-query',
    what: 'An optional query parameter with an empty value, whatever its schema says.',
    why: 'Prism takes it for absent.',
  },
  {
    id: 'number-spelling',
    what: 'Numbers in paths, queries, headers and forms that are spelled 0x10, 1e3, 5.0 or with blanks.',
    why: COERCION,
  },
  {
    id: 'query-objects',
    what: 'Missing, unknown and too few members of objects in a query, members with a capital in their name, and anything in delimited objects.',
    why: 'Prism reads names in lower case and an absent object as an empty one, and throws on delimited ones.',
  },
  {
    id: 'encoded-comma',
    what: 'An encoded comma within an item of a comma-separated list, in a query or path.',
    why: 'Prism decodes before it splits (stoplightio/prism#2710).',
  },
  {
    id: 'form-members',
    what: 'Unknown members of form bodies, and too many of them.',
    why: 'Prism reads only the members that the schema names.',
  },
  {
    id: 'form-structures',
    what: 'Faults in lists and objects within form bodies.',
    why: 'Prism keeps one value of a repeated name and parses no JSON parts, so it is told that anything goes.',
  },
  {
    id: 'form-encoding',
    what: 'Broken percent-encoding in the value of a form member.',
    why: 'Prism keeps such a value as it stands.',
  },
  {
    id: 'multipart-syntax',
    what: 'Bodies of parts that are broken: without an end, cut off in a head, with another boundary.',
    why: 'Prism takes the parts that it finds, also none.',
  },
  {
    id: 'discriminator',
    what: 'A discriminator that names another branch than the one that fits, or none.',
    why: 'Prism ignores `discriminator`.',
  },
  {
    id: 'formats',
    what: 'Formats beyond those of ajv-formats: idn-email, idn-hostname, iri, iri-reference and a vendor’s own.',
    why: 'Prism ignores formats that it does not know.',
  },
  {
    id: 'fractions',
    what: '`multipleOf` with a fraction, such as 0.01.',
    why: 'Prism holds that 0.07 is no multiple of 0.01, so it is not told of such rules.',
  },
  {
    id: 'patterns',
    what: 'Patterns that are no regular expressions with the u flag.',
    why: 'Prism enforces nothing of a schema with such a pattern, so it is not told of the pattern.',
  },
  {
    id: 'invariants',
    what: 'Requests that break a rule of `x-assay-invariants`.',
    why: 'Prism does not know of them.',
  },
  {
    id: 'duplicate-members',
    what: 'Members that stand twice in a JSON body; the last one counts.',
    why: 'JSON.parse does not tell.',
  },
  {
    id: 'throws',
    what: 'Targets that cannot be decoded, label and matrix values without their prefix, an Accept that cannot be parsed, form members whose names cannot be decoded: status 500 with x-assay-mock-fault.',
    why: 'Prism throws on them.',
  },
] as const satisfies readonly MockLimit[];

/** Ids of the profile's entries. */
export type MockLimitId = (typeof PRISM_PROFILE)[number]['id'];
