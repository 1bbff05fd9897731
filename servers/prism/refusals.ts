import type { FaultKind, Operation, Response } from '../../model/contract.ts';
import type { PrismViolation } from './prism-library.ts';

/** The kinds of fault that a mock without state can see. */
export type SeenFault = Exclude<FaultKind, 'state'>;

// docs/contract-language.md, "Refusals and bodies"; the likeliest first.
const DEFAULTS: Readonly<Record<SeenFault, readonly number[]>> = {
  body: [400, 422, 406, 415, 413],
  query: [400, 422, 406, 415, 413],
  path: [400, 404, 422, 406, 415, 413],
  credentials: [401, 403],
  method: [405, 404, 501],
  'media-type': [415, 400, 406, 422],
};

/** The status with which an operation is documented to refuse a kind of fault; undefined where it says nothing. */
export function refusalStatus(
  { responses }: Pick<Operation, 'responses'>,
  kind: SeenFault,
): number | undefined {
  const likely = DEFAULTS[kind];
  const promising = responses.filter(({ refuses }) => refuses?.includes(kind));
  const speaking =
    promising.length > 0 ? promising : responses.filter(({ refuses }) => refuses === undefined);
  const exact = likely.find((status) => speaking.some((response) => response.status === String(status)));
  if (exact !== undefined) return exact;
  const [first] = promising;
  if (first) return statusWithin(first, likely);
  const range =
    speaking.find(({ status }) => status === '4XX') ?? speaking.find(({ status }) => status === 'default');
  return range && statusWithin(range, likely);
}

function statusWithin({ status }: Response, likely: readonly number[]): number | undefined {
  if (/^\d{3}$/.test(status)) return Number(status);
  if (status === 'default') return likely[0];
  const hundreds = Number(status.charAt(0)) * 100;
  return likely.find((candidate) => candidate >= hundreds && candidate < hundreds + 100) ?? hundreds;
}

/** What kind of fault Prism saw; several are answered as real servers do, credentials first. */
export function faultOf(violations: readonly PrismViolation[]): SeenFault | undefined {
  const errors = violations.filter(({ severity }) => severity === 0);
  if (errors.length === 0) return undefined;
  if (errors.some(({ code }) => String(code) === '401')) return 'credentials';
  if (errors.some(({ code }) => String(code) === '415')) return 'media-type';
  const places = errors.map(({ path }) => path?.find((part) => part !== 'request') ?? 'body');
  if (places.includes('path')) return 'path';
  return places.some((place) => place === 'query' || place === 'header') ? 'query' : 'body';
}

/** The documented response that a status belongs to. */
export function documentedResponse(
  { responses }: Pick<Operation, 'responses'>,
  status: number,
): Response | undefined {
  return (
    responses.find((response) => response.status === String(status)) ??
    responses.find((response) => response.status === `${Math.floor(status / 100)}XX`) ??
    responses.find((response) => response.status === 'default')
  );
}
