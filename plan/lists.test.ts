import { describe, expect, it } from 'vitest';
import type { Mode } from '../model/run.ts';
import { plannedShipped } from './test-support.ts';

const PCE_ENV = { PCE_API_KEY: 'key', PCE_API_SECRET: 'secret' };
const SRM_ENV = { SRM_USERNAME: 'u', SRM_PASSWORD: 'p', SRM_REMOTE_USERNAME: 'r', SRM_REMOTE_PASSWORD: 'q' };

function rolesOf(name: 'illumio-pce' | 'vmware-srm', list: string, mode: Mode, mock = false): string[] {
  const env = name === 'illumio-pce' ? PCE_ENV : SRM_ENV;
  return plannedShipped(name, { mock, mode, env }).cases.flatMap(({ step, request }) => {
    if (step?.sequence !== `list of ${list}`) return [];
    const limit = request.parameters.find(({ name: own }) => own === 'max_results' || own === 'limit');
    return [limit ? `${step.role} ${limit.value}` : step.role];
  });
}

describe('a list that is cut, counted or paged', () => {
  const PROFILES = 'GET /orgs/{org_id}/pairing_profiles';

  it('is asked for with two objects in it where the mode allows any', () => {
    const asked = ['list-all', 'list-limited 1', 'list-limited 2', 'list-later', 'list-again'];

    expect(rolesOf('illumio-pce', PROFILES, 'write')).toEqual(['create', 'create', ...asked]);
    expect(rolesOf('illumio-pce', PROFILES, 'read-only')).toEqual(asked);
  });

  it('is asked for with none where there can be only one at a time', () => {
    expect(rolesOf('vmware-srm', 'GET /pairings', 'full')).toEqual([
      'list-all',
      'list-limited 1',
      'list-limited 2',
      'list-page',
      'list-again',
    ]);
  });

  it('is not asked for on a mock, which shows its example whatever it is asked', () => {
    expect(rolesOf('illumio-pce', PROFILES, 'full', true)).toEqual([]);
  });
});
