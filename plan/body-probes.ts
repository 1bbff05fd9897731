import { violations } from '../contract/validation.ts';
import type { GeneratorOptions } from '../generators/index.ts';
import { contentTypeOf, encodeBody, type RawFault, rawFaults, spoilt } from '../generators/wire/index.ts';
import type { PlannedBody, PlannedFault, SoundBody } from '../model/case.ts';
import type { Content, FaultKind, Operation } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { weakest } from '../model/statement.ts';
import { type Described, describedBy, isDescribed, usualContent } from './body-wire.ts';
import type { CaseMaker, CaseParts } from './case-maker.ts';
import { bodyOf } from './drafts.ts';
import { attempt, constraintOptions } from './generation.ts';
import { faultLevel } from './levels.ts';
import { sampled } from './marks.ts';
import type { Omit, PlanContext } from './options.ts';
import { placeFor, type SpoiltAt } from './spoilt-places.ts';
import { validCase } from './valid-bodies.ts';

// Of these one is sent where the document does not take it.
const FOREIGN_TYPES = [
  { mediaType: 'application/xml', text: '<assay/>' },
  { mediaType: 'text/csv', text: 'assay' },
] as const;

interface Scene {
  readonly context: PlanContext;
  readonly operation: Operation;
  readonly content: Content;
}

/** The usual body not there, of another media type, and with each raw fault once. */
export function bodyProbes(context: PlanContext, maker: CaseMaker, control: CaseParts, omit: Omit): void {
  const { operation, draft } = maker;
  const content = usualContent(operation.body);
  const { body } = draft;
  if (!operation.body || !content || !body) return;
  const scene = { context, operation, content };
  const parts: CaseParts[] = [];
  if (operation.body.required) {
    parts.push(refused(scene, 'body', 'required', 'the body is missing', null));
  }
  const foreign = FOREIGN_TYPES.find((other) => !takes(operation, other.mediaType));
  if (foreign) {
    parts.push(refused(scene, 'media-type', 'content', `the body is ${foreign.mediaType}`, foreign));
  }
  const faults = rawFaults(body.mediaType);
  const untried = faults.filter((fault) => {
    const part = rawCase(scene, fault, body);
    if (part) parts.push(part);
    return !part;
  });
  if (parts.length > 0) maker.group([...parts, { ...control, control: true }]);
  const rest = fullerProbes(scene, maker, { optional: 'all' }, untried);
  for (const fault of rest.flatMap((one) => weaklyBoundProbe(scene, maker, one))) {
    omit(fault.what, 'no valid body has a place for it');
  }
}

/** The same with one member that the document binds weakly, each on its own; gives the fault where it has no place. */
function weaklyBoundProbe(scene: Scene, maker: CaseMaker, fault: RawFault): readonly RawFault[] {
  const { context, operation, content } = scene;
  const options = constraintOptions(context);
  const full = bodyOf(context, operation, content, { ...options, optional: 'all' });
  const at = full && fault.place && placeFor(context, content, full, fault.place)?.at;
  return at === undefined ? [fault] : fullerProbes(scene, maker, { ...options, include: [at] }, [fault]);
}

/**
 * What the plainest body has no place for is tried on one with every optional member, beside a control of its own; gives
 * what that has no place for either.
 */
function fullerProbes(
  scene: Scene,
  maker: CaseMaker,
  options: GeneratorOptions,
  faults: readonly RawFault[],
): readonly RawFault[] {
  const { context, content } = scene;
  if (!isDescribed(content) || faults.length === 0) return faults;
  const control = fullerCase(context, maker, content, options);
  const sound = control?.body;
  if (!sound || !('value' in sound)) return faults;
  const parts: CaseParts[] = [];
  const rest = faults.filter((fault) => {
    const part = rawCase(scene, fault, sound);
    if (part) parts.push(part);
    return !part;
  });
  if (parts.length > 0) maker.group([...parts, { ...control, control: true }]);
  return rest;
}

function fullerCase(
  context: PlanContext,
  maker: CaseMaker,
  content: Described,
  options: GeneratorOptions,
): CaseParts | undefined {
  const body = bodyOf(context, maker.operation, content, options);
  if (!body || !('value' in body)) return undefined;
  const purpose = 'the same body with every member';
  return attempt(() => validCase(context, maker, content, body.value, 'coverage', purpose));
}

/** A body with a raw fault; undefined where it has no place in this body, or its media type is one that is taken. */
function rawCase(scene: Scene, fault: RawFault, sound: SoundBody): CaseParts | undefined {
  const { context, operation, content } = scene;
  const at = fault.place === undefined ? {} : placeFor(context, content, sound, fault.place);
  if (!at) return undefined;
  const mediaType = contentTypeOf(sound.mediaType);
  const value = 'value' in sound ? sampled(sound.value) : undefined;
  const bytes =
    'text' in sound
      ? Buffer.from(sound.text)
      : encodeBody(mediaType, value ?? null, describedBy(context.contract, content));
  // Of what is not there no media type is wrong.
  if (fault.kind === 'media-type' && bytes.length === 0) return undefined;
  const spoiling = { what: fault.what, ...at };
  const raw = spoilt({ mediaType, bytes, value }, spoiling);
  if (!raw) return undefined;
  const body: PlannedBody = { mediaType: sound.mediaType, sound, spoiling };
  // RFC 9110, section 8.3: without a media type a reader may assume this one.
  const isTaken =
    fault.kind === 'media-type' && takes(operation, raw.mediaType ?? 'application/octet-stream');
  const read = fault.read?.({ mediaType, bytes, value }, spoiling);
  const isOpen =
    fault.refusal === 'open' ||
    (isTaken && fault.keyword === 'content') ||
    (fault.isEmpty === true && operation.body?.required !== true) ||
    (read !== undefined && isValid(scene, read));
  if (!isOpen) return refused(scene, fault.kind, fault.keyword, fault.what, body, { ...at, fault });
  return { phase: 'coverage', purpose: fault.what, expectation: { kind: 'documented' }, body };
}

function refused(
  { context: { contract }, operation, content }: Scene,
  kind: FaultKind,
  keyword: string,
  what: string,
  body: PlannedBody | null,
  { at = '', fault }: SpoiltAt & { fault?: RawFault } = {},
): CaseParts {
  const statement = placeOf(operation, content, kind, keyword);
  const planned: PlannedFault = {
    kind,
    what,
    instance: at,
    statement,
    keyword,
    level: weakest(
      faultLevel(contract, operation, kind, { schema: statement, keyword }),
      fault && fault.refusal !== 'open' ? fault.refusal : 'must',
    ),
  };
  return { phase: 'coverage', purpose: what, expectation: { kind: 'refusal', fault: planned }, body };
}

/** Where it is said that there is a body, of which media types it may be, and what one of them is. */
function placeOf({ body }: Operation, { pointer }: Content, kind: FaultKind, keyword: string): Pointer {
  const holder = body?.pointer ?? '';
  if (keyword === 'required') return holder;
  return kind === 'media-type' && keyword === 'content' ? child(holder, 'content') : pointer;
}

function isValid({ context, content }: Scene, read: Json): boolean {
  if (!isDescribed(content)) return true;
  return attempt(() => violations(context.contract, content.schema, 'request', read).length === 0) ?? false;
}

function takes({ body }: Operation, mediaType: string): boolean {
  const [type] = mediaType.split(';');
  const [kind] = mediaType.split('/');
  return (body?.contents ?? []).some((content) =>
    [type, `${kind}/*`, '*/*'].includes(content.mediaType.split(';')[0]?.trim().toLowerCase() ?? ''),
  );
}
