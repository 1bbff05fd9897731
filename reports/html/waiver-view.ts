import { failsRun, type JudgedWaiver } from '../../model/waiver.ts';
import { WAIVER_WORDS, waiverSubject } from '../waiver-wording.ts';
import { type WaivedView, waivedView } from './finding-view.ts';

/** An entry as the page shows it. */
export interface WaiverView extends WaivedView {
  readonly word: string;
  readonly isFailing: boolean;
  readonly why: string;
  readonly subject: string;
  readonly versions: string | null;
}

/** An entry for the page. */
export function waiverView(waiver: JudgedWaiver): WaiverView {
  return {
    ...waivedView(waiver),
    word: WAIVER_WORDS[waiver.status],
    isFailing: failsRun(waiver),
    why: waiver.why ?? '',
    subject: waiverSubject(waiver),
    versions: waiver.productVersions,
  };
}
