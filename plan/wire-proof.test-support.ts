import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { requestOutcomes } from '../contract/request-invariants.ts';
import { decodeBody, encodeBody, readParameter, serializeParameter } from '../generators/wire/index.ts';
import type { Case, Plan, PlannedFault } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { describedBy } from './body-wire.ts';
import { sampled } from './marks.ts';
import { spokenOf } from './spoken-request.ts';
import { controlOf, faultsOf } from './test-support.ts';

const UNIONS = new Set(['anyOf', 'oneOf']);

/** A validator of our own making: not the one that plans. */
function judgeOf(contract: Contract): (schema: string, value: Json | undefined) => readonly ErrorObject[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, validateSchema: false });
  addFormats.default(ajv);
  const copy = JSON.parse(
    JSON.stringify(contract.document, (key, value) => (key === 'discriminator' ? undefined : value)),
  );
  ajv.addSchema(copy, 'doc:/');
  const compiled = new Map<string, ValidateFunction>();
  const compile = (schema: string) => {
    const reference = { $ref: `doc:/#${schema.split('/').map(encodeURIComponent).join('/')}` };
    const validate = compiled.get(schema) ?? ajv.compile(reference);
    compiled.set(schema, validate);
    return validate;
  };
  return (schema, value) => {
    const validate = compile(schema);
    validate(value);
    return validate.errors ?? [];
  };
}

function bodyOnWire(
  contract: Contract,
  { request, operation }: Case,
): { schema: string; value: Json } | undefined {
  const { body } = request;
  const contents = contract.operations.find(({ id }) => id === operation)?.body?.contents;
  const content = contents?.find(({ mediaType }) => mediaType === body?.mediaType);
  if (!body || !('value' in body) || content?.schema === undefined) return undefined;
  const how = describedBy(contract, content);
  const bytes = encodeBody(body.mediaType, sampled(body.value), how);
  return { schema: content.schema, value: decodeBody(body.mediaType, bytes, how) };
}

function parameterOnWire(contract: Contract, { request, operation }: Case, name: string) {
  const declared = contract.operations
    .find(({ id }) => id === operation)
    ?.parameters.find((one) => one.name === name);
  const given = request.parameters.find((one) => one.name === name && one.in === declared?.in);
  if (!declared) return undefined;
  if (!given) return { declared, value: undefined };
  return {
    declared,
    value: readParameter(declared, serializeParameter(declared, sampled(given.value)), contract.document),
  };
}

/** What is wrong with a plan's faults and controls, judged on the wire by another validator. */
export function wrongs(contract: Contract, plan: Plan): string[] {
  const judge = judgeOf(contract);
  return faultsOf(plan).flatMap(({ planned, fault }) => {
    const control = controlOf(plan, planned);
    const found: string[] = [];
    const say = (what: string) => found.push(`${planned.id} ${planned.purpose}: ${what}`);
    if (!control) say('no control');
    if (fault.keyword.startsWith('x-assay-invariants/')) {
      const [sent, right] = [
        brokenRules(contract, judge, planned),
        control && brokenRules(contract, judge, control),
      ];
      if (sent.join() !== fault.keyword) say(`not invalid by it alone: ${sent.join()}`);
      if (right?.length !== 0) say('its control is invalid');
      return found;
    }
    // What is spoilt has no value: body-probes.test.ts judges it.
    if (fault.kind === 'body' && planned.request.body !== undefined && 'value' in planned.request.body) {
      const [sent, right] = [bodyOnWire(contract, planned), control && bodyOnWire(contract, control)];
      if (!sent || !isOnlyAt(judge(sent.schema, sent.value), fault.instance)) say('not invalid there alone');
      if (!right || judge(right.schema, right.value).length > 0) say('its control is invalid');
    }
    if ((fault.kind === 'query' || fault.kind === 'path') && fault.keyword !== 'x-assay-unknown') {
      for (const what of wrongParameter(contract, judge, { planned, fault, control })) say(what);
    }
    return found;
  });
}

/** The rules that a request breaks on the wire, and the parts of it that are not valid by themselves. */
function brokenRules(contract: Contract, judge: ReturnType<typeof judgeOf>, one: Case): string[] {
  const operation = contract.operations.find(({ id }) => id === one.operation);
  if (!operation) return ['no operation'];
  const body = bodyOnWire(contract, one);
  const parameters = one.request.parameters.flatMap((given) => {
    const read = parameterOnWire(contract, one, given.name);
    return read?.value === undefined ? [] : [{ ...given, value: read.value, schema: read.declared.schema }];
  });
  const invalid = [...parameters, ...(body ? [{ name: 'body', ...body }] : [])].filter(
    ({ schema, value }) => judge(schema, value).length > 0,
  );
  const value = spokenOf(operation, { parameters, ...(body ? { body: body.value } : {}) });
  const broken = requestOutcomes(contract, operation, { value, schema: body?.schema }).filter(
    ({ verdict }) => verdict !== 'holds',
  );
  return [
    ...invalid.map(({ name }) => `${name} is invalid`),
    ...new Set(broken.map(({ invariant }) => `x-assay-invariants/${invariant.id}`)),
  ];
}

function wrongParameter(
  contract: Contract,
  judge: ReturnType<typeof judgeOf>,
  { planned, fault, control }: { planned: Case; fault: PlannedFault; control: Case | undefined },
): string[] {
  const sent = parameterOnWire(contract, planned, fault.instance);
  const right = control && parameterOnWire(contract, control, fault.instance);
  const isMissing = sent?.value === undefined && sent?.declared.required === true;
  const isInvalid = sent?.value !== undefined && judge(sent.declared.schema, sent.value).length > 0;
  const isRight = right?.value !== undefined && judge(right.declared.schema, right.value).length === 0;
  return [...(isMissing || isInvalid ? [] : ['not invalid']), ...(isRight ? [] : ['its control is invalid'])];
}

/** Whether something is broken, and nothing elsewhere than at a place, above it or in it. */
function isOnlyAt(errors: readonly ErrorObject[], place: string): boolean {
  const isIn = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`);
  // Of a union ajv tells what is wrong with each of its branches.
  const unions = errors.filter(
    ({ keyword, instancePath }) => UNIONS.has(keyword) && isIn(place, instancePath),
  );
  const isRelated = ({ instancePath }: ErrorObject) =>
    isIn(instancePath, place) ||
    isIn(place, instancePath) ||
    unions.some((union) => isIn(instancePath, union.instancePath));
  return errors.length > 0 && errors.every(isRelated);
}
