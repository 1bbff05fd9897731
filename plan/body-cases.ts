import { boundaries, breakOne, example, type Fault, faults, UnsupportedSchemaError } from '../generators/index.ts';
import { decodeBody, encodeBody } from '../generators/wire/index.ts';
import { referred } from '../contract/reference.ts';
import { isSecret } from '../contract/secrets.ts';
import { violations } from '../contract/validation.ts';
import type { PlannedBody, PlannedFault } from '../model/case.ts';
import type { Content, Contract } from '../model/contract.ts';
import { equalJson, type Json } from '../model/json.ts';
import { child, parent, tokens, valueAt } from '../model/pointer.ts';
import { type Level, weakest } from '../model/statement.ts';
import type { CaseMaker, CaseParts } from './case-maker.ts';
import { bodyOf, generatorOptions, schemaAt } from './drafts.ts';
import { adapted } from './examples.ts';
import { bodyLevel, faultLevel } from './levels.ts';
import { marked } from './marks.ts';
import { declaredMembers } from './members.ts';
import type { PlanContext } from './options.ts';

/** A body content whose schema can be worked with. */
type Described = Content & { readonly schema: string };

/** What the document shows: each named example of a body. */
export function exampleCases(context: PlanContext, maker: CaseMaker): void {
  for (const content of describedContents(maker)) {
    for (const { name, value } of content.examples) {
      const fitted = adapted(context, content.schema, value);
      if (fitted === undefined || violations(context.contract, content.schema, 'request', fitted).length > 0) continue;
      maker.group([validCase(context, maker, content, fitted, 'examples', `the document's example ${name}`)]);
    }
  }
}

/** Once without the mark's member, where it is optional: only what is required is enough. */
export function bareCase(context: PlanContext, maker: CaseMaker): void {
  const [content] = describedContents(maker);
  const { body } = maker.draft;
  if (!content || !body || !('value' in body)) return;
  const value = example(schemaAt(context, content.schema), generatorOptions(context));
  if (Object.keys(value ?? {}).length === Object.keys(body.value ?? {}).length) return;
  const usual = validCase(context, maker, content, value, 'coverage', 'only what is required');
  maker.group([{ ...usual, body: { mediaType: content.mediaType, value } }]);
}

/** Each fault of a body once, followed by the request that is equal but for it; then the boundaries. */
export function bodyCases(context: PlanContext, maker: CaseMaker, notes: (why: string) => void): void {
  const [first, ...others] = describedContents(maker);
  if (!first) return;
  try {
    faultGroups(context, maker, first, () => true);
    boundaryCases(context, maker, first);
    for (const content of others) {
      const body = bodyOf(context, maker.operation, content);
      if (body && 'value' in body) {
        maker.group([validCase(context, maker, content, body.value, 'coverage', `as ${content.mediaType}`)]);
      }
      faultGroups(context, maker, content, ({ keyword }) => keyword === 'required');
    }
  } catch (error) {
    if (!(error instanceof UnsupportedSchemaError)) throw error;
    notes(`no values can be made for its body: ${error.message}`);
  }
}

/** The contents of an operation's body that say what is in them. */
export function describedContents(maker: CaseMaker): Described[] {
  return (maker.operation.body?.contents ?? []).filter((content): content is Described => content.schema !== undefined);
}

/** A case with a valid body. */
export function validCase(
  context: PlanContext,
  maker: CaseMaker,
  content: Described,
  value: Json,
  phase: CaseParts['phase'],
  purpose: string,
  control = false,
): CaseParts {
  const { contract } = context;
  const level = bodyLevel(contract, maker.operation, content.schema, value);
  const body = { mediaType: content.mediaType, value: marked(contract, maker.operation, content.schema, value) };
  return { phase, purpose, expectation: { kind: 'success', level }, body, control };
}

function faultGroups(
  context: PlanContext,
  maker: CaseMaker,
  content: Described,
  wanted: (fault: Fault) => boolean,
): void {
  const schema = schemaAt(context, content.schema);
  const options = generatorOptions(context);
  const groups = new Map<string, { base: Json; parts: CaseParts[] }>();
  for (const fault of faults(schema, generatorOptions(context, { optional: 'all', exclude: () => false }))) {
    if (!wanted(fault) || isCredential(context, content, fault)) continue;
    const broken = breakOne(schema, fault, options);
    if (!broken || !survives(context, content, broken.value)) continue;
    const key = JSON.stringify(broken.base);
    const group: { base: Json; parts: CaseParts[] } = groups.get(key) ?? { base: broken.base, parts: [] };
    groups.set(key, group);
    group.parts.push(faultyCase(context, maker, content, fault, broken.value));
  }
  for (const { base, parts } of groups.values()) {
    maker.group([...parts, validCase(context, maker, content, base, 'coverage', purposeOf(parts), true)]);
  }
}

function purposeOf(parts: readonly CaseParts[]): string {
  return `the same body without the ${parts.length === 1 ? 'fault' : `${parts.length} faults`}`;
}

/** Nobody's account is tried with a wrong password: a fault in a secret that the site gave would do just that. */
function isCredential({ contract, site }: PlanContext, content: Described, fault: Fault): boolean {
  if (fault.keyword === 'required') return false;
  const variables = new Set(
    contract.schemes.flatMap(({ credentials }) => [...credentials.values()].map(({ env }) => env)),
  );
  const declared = contract.siteValues.filter(({ pointer }) => fault.schema.startsWith(pointer));
  if (declared.some(({ env }) => variables.has(env))) return true;
  const whole = referred(contract.document, content.schema);
  const isGiven = contract.siteValues.some(({ env, pointer }) => pointer === whole && site.has(env));
  return isGiven && fault.keyword !== 'type' && isSecret(valueAt(contract.document, fault.schema));
}

/** Proves on the bytes that are sent that the value is still invalid: in a form, 5 and "5" are the same. */
function survives({ contract }: PlanContext, content: Described, value: Json): boolean {
  const bytes = encodeBody(content.mediaType, value, content.encoding);
  const source = { schema: content.schema, root: contract.document };
  const read = decodeBody(content.mediaType, bytes, source, content.encoding);
  return violations(contract, content.schema, 'request', read).length > 0;
}

function faultyCase(
  context: PlanContext,
  maker: CaseMaker,
  content: Described,
  fault: Fault,
  value: Json,
): CaseParts {
  const { contract } = context;
  const { operation } = maker;
  const place = fault.member === undefined ? fault.instance : child(fault.instance, fault.member);
  const what = `${place === '' ? 'the body' : place} is faulty: ${fault.what}`;
  const planned: PlannedFault = {
    kind: 'body',
    what,
    instance: place,
    statement: fault.schema,
    keyword: fault.keyword,
    ...(fault.member === undefined || fault.keyword !== 'required' ? {} : { member: fault.member }),
    level: weakest(
      faultLevel(contract, operation, 'body', {
        schema: fault.schema,
        keyword: fault.keyword,
        member: fault.keyword === 'required' ? fault.member : undefined,
      }),
      absenceLevel(contract, content.schema, fault, value),
    ),
  };
  const body: PlannedBody = {
    mediaType: content.mediaType,
    value: marked(contract, operation, content.schema, value, place),
  };
  return { phase: 'coverage', purpose: what, expectation: { kind: 'refusal', fault: planned }, body };
}

/** Many servers take null for "not given": it binds no harder than leaving the member out would. */
function absenceLevel(contract: Contract, schema: string, fault: Fault, value: Json): Level {
  if (fault.keyword !== 'type' || valueAt(value, fault.instance) !== null) return 'must';
  const member = declaredMembers(contract, schema, value).find(({ instance }) => instance === fault.instance);
  if (!member) return 'must';
  if (/^\d+$/.test(tokens(fault.instance).at(-1) ?? '')) return 'must';
  return member.required ? contract.statement(parent(parent(member.schema)), `required/${tokens(fault.instance).at(-1)}`).level : 'should';
}

function boundaryCases(context: PlanContext, maker: CaseMaker, content: Described): void {
  const schema = schemaAt(context, content.schema);
  const options = generatorOptions(context, { exclude: () => false });
  // The base of the faults was sent as their control.
  const seen: Json[] = [example(schema, generatorOptions(context))];
  for (const { value, what, instance } of boundaries(schema, options)) {
    if (seen.some((other) => equalJson(other, value))) continue;
    seen.push(value);
    maker.group([validCase(context, maker, content, value, 'coverage', `${instance || 'the body'}: ${what}`)]);
  }
}
