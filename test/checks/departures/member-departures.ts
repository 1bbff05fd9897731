import type { Departure } from '../../support/tiny-departure.ts';
import { problem } from '../../support/tiny-state.ts';
import { CORROBORATED, type DepartureCase, INFERRED } from './departure-case.ts';

const NOTE = '/x-assay-resources/note';
const CARD = '/x-assay-resources/card';
const PUT_CARD = 'PUT /cards/{card_id}';
const PATCH_NOTE = 'PATCH /notes/{note_id}';

/** Departures in what reads show of members that were written, or that are to stay. */
export const MEMBER_DEPARTURES: readonly DepartureCase[] = [
  ...(['create', 'update'] as const).map(
    (when): DepartureCase => ({
      check: when === 'create' ? 'resource-create-not-echoed' : 'resource-update-not-shown',
      server: `keeps another status than the ${when} was given`,
      departure: {
        keeps: (body, now) =>
          now === when && 'status' in body
            ? { ...body, status: body['status'] === 'open' ? 'done' : 'open' }
            : body,
      },
      operation: when === 'create' ? 'POST /notes' : 'PATCH /notes/{note_id}',
      level: 'must',
      pointer: NOTE,
      keyword: 'echo/status',
      instance: '/status',
      // The reply shows what was sent.
      also: when === 'create' ? ['resource-create-reply-differs'] : [],
    }),
  ),
  {
    check: 'resource-create-not-echoed',
    server: 'keeps other tags, which only a client shows',
    departure: {
      keeps: (body, now) => (now === 'create' && 'tags' in body ? { ...body, tags: ['other'] } : body),
    },
    operation: 'POST /notes',
    level: 'should',
    pointer: NOTE,
    keyword: 'echo/tags',
    instance: '/tags',
    source: CORROBORATED,
    also: ['resource-create-reply-differs'],
  },
  {
    check: 'resource-update-not-shown',
    server: 'keeps another priority, which is our reading',
    departure: {
      keeps: (body, now) =>
        now === 'update' && 'priority' in body
          ? { ...body, priority: (Number(body['priority']) % 5) + 1 }
          : body,
    },
    operation: 'PATCH /notes/{note_id}',
    level: 'may',
    pointer: NOTE,
    keyword: 'echo/priority',
    instance: '/priority',
    source: INFERRED,
  },
  {
    check: 'resource-fixed-member-changed',
    server: 'makes a note anew by an update',
    departure: { remembers: () => ({ created_at: '2026-02-01T00:00:00Z' }) },
    operation: PATCH_NOTE,
    level: 'must',
    pointer: NOTE,
    keyword: 'fixed/created_at',
    instance: '/created_at',
    also: ['response-invariant-broken'],
  },
  {
    check: 'resource-fixed-member-changed',
    server: 'takes whoever updates for the author',
    departure: { remembers: () => ({ created_by: 'somebody' }) },
    operation: PATCH_NOTE,
    level: 'should',
    pointer: NOTE,
    keyword: 'fixed/created_by',
    instance: '/created_by',
    source: CORROBORATED,
  },
  {
    check: 'resource-rising-member-fell',
    server: 'says the time of a change in a zone and leaves the zone out',
    departure: {
      remembers: ({ changed_at: before }) => ({
        changed_at: new Date(Date.parse(String(before)) - 3_600_000).toISOString(),
      }),
    },
    operation: PATCH_NOTE,
    level: 'must',
    pointer: NOTE,
    keyword: 'rising/changed_at',
    instance: '/changed_at',
    also: ['response-invariant-broken'],
  },
  {
    check: 'resource-rising-member-fell',
    server: 'counts changes backwards',
    departure: { remembers: ({ revision }) => ({ revision: Number(revision) - 1 }) },
    operation: PATCH_NOTE,
    level: 'may',
    pointer: NOTE,
    keyword: 'rising/revision',
    instance: '/revision',
    source: INFERRED,
  },
  {
    check: 'resource-update-clears-nothing',
    server: 'takes an empty list of tags for one that is not given',
    departure: {
      putsCard: ({ tags: before }, { tags, ...sent }) => ({
        ...sent,
        ...(Array.isArray(tags) && tags.length === 0 && before !== undefined ? { tags: before } : {}),
        ...(Array.isArray(tags) && tags.length > 0 ? { tags } : {}),
      }),
    },
    operation: PUT_CARD,
    level: 'must',
    pointer: CARD,
    keyword: 'clears/tags',
    instance: '/tags',
  },
  {
    check: 'resource-update-clears-nothing',
    server: 'cannot take the last tag of a note away',
    departure: {
      keeps: ({ tags, ...body }) => (Array.isArray(tags) && tags.length > 0 ? { ...body, tags } : body),
    },
    operation: PATCH_NOTE,
    level: 'should',
    pointer: NOTE,
    keyword: 'clears/tags',
    instance: '/tags',
  },
  {
    check: 'resource-update-not-idempotent',
    server: 'adds the size of a card to what it was',
    departure: {
      putsCard: ({ size: before }, { size, ...sent }) => ({
        ...sent,
        ...(size === undefined ? {} : { size: Number(size) + (before === undefined ? 0 : Number(before)) }),
      }),
    },
    operation: PUT_CARD,
    level: 'must',
    pointer: CARD,
    keyword: 'echo/size',
    instance: '/size',
    // Added to what the full life created it is not what was sent, either.
    also: ['resource-update-not-shown'],
  },
  {
    check: 'resource-update-not-idempotent',
    server: 'refuses an update that changes nothing',
    departure: refusingRepeats(),
    operation: PUT_CARD,
    level: 'should',
    pointer: CARD,
    keyword: 'update',
  },
  {
    check: 'resource-update-partial',
    server: 'keeps of a card what an update does not name',
    departure: { putsCard: (before, sent) => ({ ...before, ...sent }) },
    operation: PUT_CARD,
    level: 'must',
    pointer: CARD,
    keyword: 'update',
  },
  {
    check: 'resource-update-touches-others',
    server: 'opens a note that is renamed',
    departure: {
      keeps: (body, now) =>
        now === 'update' && Object.keys(body).length === 1 ? { ...body, status: 'open' } : body,
    },
    operation: 'PATCH /notes/{note_id}',
    level: 'must',
    pointer: NOTE,
    keyword: 'echo/status',
    instance: '/status',
  },
  {
    check: 'singleton-update-not-shown',
    server: 'keeps the theme that it had',
    departure: { keepsSettings: ({ theme }, sent) => ({ ...sent, theme: theme ?? 'light' }) },
    operation: 'PUT /settings',
    level: 'must',
    pointer: '/paths/~1settings/put',
    keyword: 'x-assay-restore/theme',
    instance: '/theme',
  },
  {
    check: 'singleton-update-not-shown',
    server: 'keeps the number of lines a page that it had, which only a client shows',
    departure: { keepsSettings: ({ page }, sent) => ({ ...sent, page: page ?? 20 }) },
    operation: 'PUT /settings',
    level: 'should',
    pointer: '/paths/~1settings/put',
    keyword: 'x-assay-restore/page',
    instance: '/page',
    source: CORROBORATED,
  },
  {
    check: 'singleton-update-not-shown',
    server: 'leaves a lamp on that is switched off',
    departure: { switchesTo: (state) => (state === 'dark' ? 'dim' : state) },
    operation: 'POST /switch',
    level: 'must',
    pointer: '/paths/~1switch/post',
    keyword: 'x-assay-switch/shows',
    instance: '/state/on',
  },
];

/** Answers 400 to a PUT that is the one before it. */
function refusingRepeats(): Departure {
  let last = '';
  return {
    answer(request) {
      if (request.method !== 'PUT') return undefined;
      const now = `${request.path} ${request.text}`;
      const isRepeat = now === last;
      last = now;
      return isRepeat ? problem(400) : undefined;
    },
  };
}
