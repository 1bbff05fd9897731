import type { Change } from '../../model/drift.ts';
import type { SightedCase, Sightings } from '../observed.ts';
import { changeOf } from './change.ts';

/** Cases that both runs sent and that were answered with another status. Those that only one sent are not compared. */
export function caseChanges(before: Sightings, after: Sightings): Change[] {
  return [...after].flatMap(([id, now]) => {
    const old = before.get(id);
    if (old === undefined || old.sighting.status === now.sighting.status) return [];
    const { operation, purpose } = now;
    const what = `${id.replace(`${operation} `, '')} ${purpose}`;
    return [changeOf('case', { operation, what, from: words(old), to: words(now) })];
  });
}

function words({ sighting }: SightedCase): string {
  return sighting.status === null ? 'no reply' : String(sighting.status);
}
