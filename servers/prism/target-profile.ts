import { contentTypeOf, encodeBody, spoilt } from '../../generators/wire/index.ts';
import type { Case, PlannedBody, PlannedFault } from '../../model/case.ts';
import type { Capability } from '../../model/check.ts';
import type { Contract, Operation, Parameter } from '../../model/contract.ts';
import { isObject, type Json } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import type { TargetProfile } from '../../model/target-profile.ts';
import { responseFor } from '../../model/trace.ts';
import { prismCannotShow, type RequestFault } from './cannot-show.ts';
import { PRISM_PROFILE } from './profile.ts';

const LIMIT_OF: Readonly<Partial<Record<Capability, (typeof PRISM_PROFILE)[number]['id']>>> = {
  state: 'state',
  credentials: 'credential-values',
  tasks: 'task-progress',
};

/** What the embedded mock cannot show of a contract, as the engine asks it. */
export function prismProfile(contract: Contract): TargetProfile {
  return {
    kind: 'prism',
    isStateful: false,
    cannotDecide(check) {
      const limit = check.needs.map((need) => LIMIT_OF[need]).find((id) => id !== undefined);
      return limit === undefined ? undefined : whyOf(limit);
    },
    cannotJudge(planned, operation, status) {
      const isOwn = status >= 400 && status < 500 && responseFor(operation, status) === undefined;
      const { expectation, request } = planned;
      const mayBeRefused = expectation.kind === 'refusal' || (request.body && 'spoiling' in request.body);
      return mayBeRefused === true && isOwn ? whyOf('own-refusals') : undefined;
    },
    cannotShow(planned, operation) {
      if (planned.expectation.kind !== 'refusal') return undefined;
      const { fault } = planned.expectation;
      if (fault.keyword === 'x-assay-unknown') return whyOf('state');
      const limit = prismCannotShow(described(contract, planned, operation, fault));
      return limit && said(limit.id, limit.why);
    },
  };
}

function whyOf(id: (typeof PRISM_PROFILE)[number]['id']): string {
  return said(id, PRISM_PROFILE.find((limit) => limit.id === id)?.why ?? '');
}

function said(id: string, why: string): string {
  return `the mock cannot show it (${id}): ${why}`;
}

function described(
  contract: Contract,
  planned: Case,
  operation: Operation,
  fault: PlannedFault,
): RequestFault {
  const { body } = planned.request;
  const holder = valueAt(contract.document, fault.statement);
  const expected = isObject(holder) ? holder[fault.keyword] : undefined;
  if (fault.kind === 'credentials') {
    return { kind: 'credentials', keyword: planned.request.credentials === 'none' ? 'missing' : 'wrong' };
  }
  const parameter = operation.parameters.find(({ name }) => name === fault.instance);
  if (parameter && (fault.kind === 'query' || fault.kind === 'path')) {
    return ofParameter(planned, parameter, fault, expected);
  }
  const kind = fault.kind === 'state' ? 'body' : fault.kind;
  return {
    kind,
    keyword: fault.keyword,
    expected,
    mediaType: body && sentMediaType(body),
    where: kind === 'media-type' ? undefined : fault.instance,
    value: body && 'value' in body ? valueAt(body.value, fault.instance) : undefined,
  };
}

/** What the Content-Type says, which a raw fault may have changed. */
function sentMediaType(body: PlannedBody): string | undefined {
  if (!('spoiling' in body)) return body.mediaType;
  const { sound, spoiling } = body;
  const mediaType = contentTypeOf(sound.mediaType);
  const value = 'value' in sound ? sound.value : undefined;
  const bytes = 'text' in sound ? Buffer.from(sound.text) : encodeBody(mediaType, sound.value);
  return spoilt({ mediaType, bytes, value }, spoiling)?.mediaType;
}

function ofParameter(
  planned: Case,
  parameter: Parameter,
  fault: PlannedFault,
  expected: Json | undefined,
): RequestFault {
  return {
    kind: parameter.in,
    keyword: fault.keyword,
    expected,
    mediaType: parameter.mediaType,
    style: parameter.style,
    where: '',
    value: planned.request.parameters.find(
      ({ name, in: where }) => name === parameter.name && where === parameter.in,
    )?.value,
  };
}
