import { describe, expect, it } from 'vitest';
import type { Resource } from '../../model/contract.ts';
import { rememberedMembers } from './remembered-members.ts';

const RESOURCE = { fixed: ['by', 'made', 'ends'], rising: ['seen', 'revision'] } as unknown as Resource;
const SHOWN = {
  by: 'somebody',
  made: '2020-01-01T00:00:00Z',
  ends: 1577838600000,
  seen: '2020-01-01T00:01:00.000Z',
  revision: 3,
  other: '2020-01-01T00:00:00Z',
};

describe('fixed and rising members', () => {
  it('are those of the document, and rise by little with each change, where there is no clock', () => {
    const { other, ...shown } = SHOWN;

    expect(rememberedMembers(RESOURCE, SHOWN, { changes: 0 })).toEqual(shown);
    expect(rememberedMembers(RESOURCE, SHOWN, { changes: 2 })).toEqual({
      ...shown,
      seen: '2020-01-01T00:01:02.000Z',
      revision: 5,
    });
  });

  it('tell the times of a clock, as far apart as the document shows them', () => {
    const created = Date.parse('2026-05-01T12:00:00Z');
    const times = { created, changed: created + 5000 };

    expect(rememberedMembers(RESOURCE, SHOWN, { changes: 1, times })).toEqual({
      by: 'somebody',
      made: '2026-05-01T12:00:00.000Z',
      ends: created + 30 * 60_000,
      seen: '2026-05-01T12:01:05.000Z',
      revision: 4,
    });
  });
});
