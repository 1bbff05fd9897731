import type { Scheme } from '../../../model/contract.ts';
import type { Json } from '../../../model/json.ts';
import { child } from '../../../model/pointer.ts';
import { entries, items, object, text } from '../../members.ts';
import { meant } from '../../reference.ts';
import { CREDENTIAL_PARTS } from '../../schemes.ts';
import { error, type Remark } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { LintContext, Rule } from '../rule.ts';

/** Schemes that are named exist, and credentials fit their scheme. */
export const security: Rule = {
  id: 'security',
  *check(context) {
    const names = new Set(context.contract.schemes.map(({ name }) => name));
    for (const scheme of context.contract.schemes) yield* schemeRemarks(context, scheme, names);
    for (const { value, pointer } of context.places('document', 'operation')) {
      for (const [requirement, at] of items(value['security'], child(pointer, 'security'))) {
        for (const [name, , place] of entries(requirement, at)) {
          if (!names.has(name)) yield unknownScheme(name, place, names);
        }
      }
    }
  },
};

function* schemeRemarks(
  { document }: LintContext,
  scheme: Scheme,
  names: ReadonlySet<string>,
): Iterable<Remark> {
  const { kind, pointer } = scheme;
  const declared = object(meant(document, pointer).value);
  const session = text(object(declared['x-assay-session'])['with']);
  if (session !== undefined && !names.has(session)) {
    yield unknownScheme(session, child(pointer, 'x-assay-session', 'with'), names);
  }
  if (declared['x-assay-session'] !== undefined && declared['type'] !== 'apiKey') {
    yield error(
      'session-no-api-key',
      child(pointer, 'x-assay-session'),
      'a session is kept in an API key, which says where the token goes.',
      'Declare the scheme as `type: apiKey` with `in` and `name`.',
    );
  }
  const credentials = declared['x-assay-credentials'];
  const place = child(pointer, 'x-assay-credentials');
  const { weaker, ...usual } = object(credentials);
  yield* unfitParts(kind, usual, place);
  yield* unfitParts(kind, weaker, child(place, 'weaker'));
  yield* sameAccount(scheme, child(place, 'weaker'));
}

function* unfitParts(kind: Scheme['kind'], given: Json | undefined, place: string): Iterable<Remark> {
  const parts = CREDENTIAL_PARTS[kind];
  for (const [part, , at] of entries(given, place)) {
    if (parts.includes(part)) continue;
    const has = parts.length === 0 ? 'it takes none' : `its parts are ${parts.join(', ')}`;
    yield error(
      'credentials-part-unfit',
      at,
      `a scheme of kind ${kind} has no part ${JSON.stringify(part)}; ${has}.`,
      'Name the parts of this kind of scheme.',
    );
  }
}

/** An account that is the usual one would be let in everywhere, which is no fault of the target. */
function* sameAccount({ credentials, weaker }: Scheme, pointer: string): Iterable<Remark> {
  const own = [...(weaker ?? [])];
  if (own.length === 0 || own.some(([part, { env }]) => credentials.get(part)?.env !== env)) return;
  yield error(
    'credentials-weaker-same',
    pointer,
    'the weaker account has the variables of the usual one.',
    'Name variables of its own.',
  );
}

function unknownScheme(name: string, pointer: string, names: ReadonlySet<string>): Remark {
  const hint = hintFor(name, names);
  return error(
    'scheme-unknown',
    pointer,
    `there is no security scheme ${JSON.stringify(name)}${hint}`,
    'Declare it under components.securitySchemes.',
  );
}
