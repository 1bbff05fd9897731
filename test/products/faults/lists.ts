import type { Faults, HandReply } from '../../servers/hand-server.ts';
import { having, on, type Planted } from '../planting.ts';

const PROFILES = 'GET /orgs/{org_id}/pairing_profiles';
const TOKENS = 'GET /sensors/registration-tokens';
const SRMS = 'GET /pairings/{pairing_id}/srms';

const PROFILES_LIST = '~1pairing_profiles/get/x-assay-list';
const TOKENS_LIST = '~1registration-tokens/get/x-assay-list';

/** Departures in the lists of a PCE. */
export const PCE_LIST_FAULTS: readonly Planted[] = [
  {
    title: 'max_results is not heard',
    faults: shownTwice(/\/pairing_profiles$/, 'max_results'),
    only: [PROFILES],
    finding: { check: 'list-limit-ignored', operation: PROFILES, pointer: PROFILES_LIST, keyword: 'limit' },
  },
  {
    title: 'X-Total-Count counts what is shown',
    faults: on('GET', /\/pairing_profiles$/, (reply) => ({
      ...reply,
      headers: {
        ...reply.headers,
        'x-total-count': String((reply.json as unknown[] | undefined)?.length ?? 0),
      },
    })),
    only: [PROFILES],
    finding: { check: 'list-total-wrong', operation: PROFILES, pointer: PROFILES_LIST, keyword: 'total' },
  },
  {
    title: 'an asynchronous list that finds nothing',
    faults: on('GET', /\/datafiles\//, (reply) => ({ ...reply, json: [] })),
    only: [PROFILES],
    finding: {
      check: 'list-result-incomplete',
      operation: PROFILES,
      pointer: '~1pairing_profiles/get/responses/202',
      keyword: 'x-assay-task/result',
    },
  },
];

/** Departures in the lists of a platform with sensors. */
export const NSX_LIST_FAULTS: readonly Planted[] = [
  {
    title: 'every page of the tokens is the first one',
    faults: firstAlways(/\/registration-tokens$/),
    only: [TOKENS],
    finding: { check: 'list-paging-incomplete', operation: TOKENS, pointer: TOKENS_LIST, keyword: 'paging' },
  },
  {
    title: 'total_result_count counts what is shown',
    faults: on('GET', /\/registration-tokens$/, (reply, request) => {
      const { results = [] } = (reply.json ?? {}) as { results?: unknown[] };
      return having(['total_result_count'], results.length)(reply, request);
    }),
    reading: 'lenient',
    only: [TOKENS],
    finding: { check: 'list-total-wrong', operation: TOKENS, pointer: TOKENS_LIST, keyword: 'total' },
  },
];

/** Departures in the lists of a gateway. */
export const SRM_LIST_FAULTS: readonly Planted[] = [
  {
    title: 'limit is not heard by the list of servers',
    faults: shownTwice(/\/srms$/, 'limit'),
    only: [SRMS],
    finding: {
      check: 'list-limit-ignored',
      operation: SRMS,
      pointer: '~1srms/get/x-assay-list',
      keyword: 'limit',
    },
  },
];

/** A list that is cut shows its items once more. */
function shownTwice(path: RegExp, limit: string): Faults {
  return on('GET', path, (reply, { query }) => {
    if (Number(query.get(limit) ?? 0) < 1) return reply;
    const { json } = reply;
    if (Array.isArray(json)) return { ...reply, json: [...json, ...json] };
    const { list = [], ...others } = json as { list?: unknown[] };
    return { ...reply, json: { ...others, list: [...list, ...list] } };
  });
}

function firstAlways(path: RegExp): Faults {
  const first = new Map<string, HandReply>();
  return on('GET', path, (reply, { query }) => {
    const size = query.get('page_size') ?? '';
    if (!query.has('offset')) first.set(size, reply);
    return query.has('offset') ? (first.get(size) ?? reply) : reply;
  });
}
