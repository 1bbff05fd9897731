import { referred } from '../contract/reference.ts';
import { isSecret } from '../contract/secrets.ts';
import type { Fault } from '../generators/index.ts';
import type { PlannedFault } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { type Pointer, parent, tokens, valueAt, withValueAt } from '../model/pointer.ts';
import { type Level, weakest } from '../model/statement.ts';
import {
  concrete,
  type Described,
  isEmptyOnWire,
  lackOfBytes,
  lackOfParts,
  unwritable,
  violationsOnWire,
} from './body-wire.ts';
import type { CaseMaker, CaseParts } from './case-maker.ts';
import {
  constraintOf,
  type FoundFault,
  type OmitFault,
  otherThan,
  placeIn,
  placeOf,
  searchFaults,
} from './fault-search.ts';
import { keepingInvariants } from './keeping-invariants.ts';
import { faultLevel } from './levels.ts';
import { marked } from './marks.ts';
import { declaredMembers } from './members.ts';
import type { Omit, PlanContext } from './options.ts';
import { validCase } from './valid-bodies.ts';

interface Group {
  readonly base: Json;
  readonly parts: CaseParts[];
}

/** Each wanted fault of a body once; those made from one valid body share it as their control. */
export function faultGroups(
  context: PlanContext,
  maker: CaseMaker,
  content: Described,
  wanted: (fault: Fault) => boolean,
  omit: Omit,
): void {
  const groups = new Map<string, Group>();
  const refusal = (found: FoundFault) => unsendable(context, maker, content, found);
  const told: OmitFault = (what, why, constraint) =>
    omit(what, why, { where: 'body', constraint, never: true });
  const settle = (found: FoundFault) => settled(context, maker, content, found);
  for (const found of searchFaults(context, content.schema, refusal, told, settle)) {
    if (!wanted(found.fault)) continue;
    const key = JSON.stringify(found.base);
    const group: Group = groups.get(key) ?? { base: found.base, parts: [] };
    groups.set(key, group);
    group.parts.push(faultyCase(context, maker, content, found));
  }
  for (const { base, parts } of groups.values()) {
    const purpose = `the same body without the ${parts.length === 1 ? 'fault' : `${parts.length} faults`}`;
    const control = validCase(context, maker, content, base, 'coverage', purpose);
    if (control) maker.group([...parts, { ...control, control: true }]);
  }
}

/** The fault in a body that keeps the invariants without it. */
function settled(
  context: PlanContext,
  { operation }: CaseMaker,
  content: Described,
  found: FoundFault,
): FoundFault {
  const { contract } = context;
  const place = placeOf(found.fault);
  const base = marked(contract, operation, content.schema, found.base);
  const isFixed = (at: Pointer) =>
    `${at}/`.startsWith(`/body${place}/`) || `/body${place}/`.startsWith(`${at}/`);
  const kept = keepingInvariants({ context, operation, content }, { parameters: [], body: base }, isFixed);
  if (!('parts' in kept) || kept.parts.body === undefined || kept.parts.body === base) return found;
  const value = withValueAt(kept.parts.body, place, valueAt(found.value, place));
  return { ...found, base: kept.parts.body, value };
}

/** Why a fault is not sent: on the bytes it must be the only one, and its base must have none. */
function unsendable(
  context: PlanContext,
  { operation }: CaseMaker,
  content: Described,
  { fault, base, value }: FoundFault,
): string | undefined {
  if (isCredential(context, content, fault)) return "nobody's account is tried with a wrong password";
  const lack =
    lackOfParts(content, value) ??
    lackOfBytes(operation, content, base) ??
    unwritable(content, value) ??
    unwritable(content, base);
  if (lack !== undefined) return lack;
  if (operation.body?.required !== true && isEmptyOnWire(content, value))
    return 'it leaves no bytes, and the body may be absent';
  const { contract } = context;
  const found = violationsOnWire(
    context,
    content,
    marked(contract, operation, content.schema, value, placeOf(fault)),
  );
  const other = otherThan(fault, found);
  if (other !== undefined) return other;
  const isBaseValid =
    violationsOnWire(context, content, marked(contract, operation, content.schema, base)).length === 0;
  return isBaseValid ? undefined : 'without the fault the bytes would not be valid either';
}

/** A fault in a credential would be a try with a real user's name and a wrong secret. */
function isCredential(
  { contract, site }: PlanContext,
  content: Described,
  { keyword, schema }: Fault,
): boolean {
  if (keyword === 'required') return false;
  // A whole body that the site gives may hold the password of somebody's account.
  const whole = referred(contract.document, content.schema);
  const isGiven = contract.siteValues.some(({ env, pointer }) => pointer === whole && site.has(env));
  if (isGiven && keyword !== 'type' && isSecret(valueAt(contract.document, schema))) return true;
  const secrets = new Set(
    contract.schemes.flatMap(({ credentials }) => [...credentials.values()].map(({ env }) => env)),
  );
  return contract.siteValues.some(
    ({ env, pointer }) => secrets.has(env) && (schema === pointer || schema.startsWith(`${pointer}/`)),
  );
}

function faultyCase(
  context: PlanContext,
  { operation }: CaseMaker,
  content: Described,
  { fault, value }: FoundFault,
): CaseParts {
  const { contract } = context;
  const place = placeOf(fault);
  const member = fault.keyword === 'required' ? fault.member : undefined;
  const what = `${place === '' ? 'the body' : place} is faulty: ${fault.what}`;
  const planned: PlannedFault = {
    kind: 'body',
    what,
    instance: place,
    place: placeIn('body', constraintOf(fault)),
    statement: fault.schema,
    keyword: fault.keyword,
    ...(member === undefined ? {} : { member }),
    level: weakest(
      faultLevel(contract, operation, 'body', { schema: fault.schema, keyword: fault.keyword, member }),
      absenceLevel(contract, content.schema, fault, value),
      // Taking it would be lenient, not wrong.
      fault.tolerable ? 'should' : 'must',
    ),
  };
  return {
    phase: 'coverage',
    kind: 'fault',
    purpose: what,
    expectation: { kind: 'refusal', fault: planned },
    body: {
      mediaType: concrete(content.mediaType),
      value: marked(contract, operation, content.schema, value, place),
    },
  };
}

/** Many servers take null for "not given": it binds no harder than leaving the member out would. */
function absenceLevel(contract: Contract, schema: Pointer, fault: Fault, value: Json): Level {
  if (fault.keyword !== 'type' || valueAt(value, fault.instance) !== null) return 'must';
  const member = declaredMembers(contract, schema, value).find(({ instance }) => instance === fault.instance);
  const name = tokens(fault.instance).at(-1) ?? '';
  if (!member || /^\d+$/.test(name)) return 'must';
  return member.required
    ? contract.statement(parent(parent(member.schema)), `required/${name}`).level
    : 'should';
}
