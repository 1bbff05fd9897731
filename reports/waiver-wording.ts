import { type JudgedWaiver, placeOf, type WaivedBy, type WaiverStatus } from '../model/waiver.ts';
import { plural } from './wording.ts';

/** What became of an entry, in the words that readers see. */
export const WAIVER_WORDS: Readonly<Record<WaiverStatus, string>> = {
  used: 'used',
  unused: 'not used',
  stale: 'stale',
  expired: 'expired',
};

/** Why entries fail a run: `1 waiver is stale and 2 have expired.` */
export function waiversReason(waivers: readonly JudgedWaiver[]): string {
  const count = (status: WaiverStatus) => waivers.filter((each) => each.status === status).length;
  const [stale, expired] = [count('stale'), count('expired')];
  const parts = [
    stale === 0 ? '' : `${plural(stale, 'waiver')} ${stale === 1 ? 'is' : 'are'} stale`,
    expired === 0
      ? ''
      : `${stale === 0 ? plural(expired, 'waiver') : expired} ${expired === 1 ? 'has' : 'have'} expired`,
  ];
  return `${parts.filter((part) => part !== '').join(' and ')}.`;
}

/** Who bears a deviation, why and until when, in one line. */
export function waivedLine(by: WaivedBy): string {
  const { reason, owner, expires } = by;
  return `${reason} (${owner}, ${backing(by)}, until ${expires}; ${placeOf(by)})`;
}

/** The ticket or the document of an entry. */
export function backing({ ticket, document }: Pick<WaivedBy, 'ticket' | 'document'>): string {
  return ticket ?? document ?? '';
}

/** Of which findings an entry speaks. */
export function waiverSubject(waiver: JudgedWaiver): string {
  const { fingerprint, operation, check, pointer, keyword } = waiver;
  const place = [pointer, keyword].filter((word) => word !== null).join(', ');
  return [operation, check, place, fingerprint].filter((word) => word !== null && word !== '').join('  ');
}

/** An entry with what became of it, in one line. */
export function waiverLine(waiver: JudgedWaiver): string {
  const why = waiver.why === null ? '' : `: ${waiver.why}`;
  return `${placeOf(waiver)}  ${WAIVER_WORDS[waiver.status]}${why}  [${waiverSubject(waiver)}]  ${waivedLine(waiver)}`;
}
