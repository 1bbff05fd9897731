import { isText } from '../../model/evidence.ts';
import { jsonType } from '../../model/json.ts';
import type { Finding } from '../../model/run.ts';
import type { Level } from '../../model/statement.ts';
import { placeOf, type WaivedBy } from '../../model/waiver.ts';
import { backing } from '../waiver-wording.ts';
import { BASIS_WORDS, number } from '../wording.ts';
import { exchangeId } from './exchange-id.ts';
import { type FrameView, frameView } from './frame-view.ts';
import { markedPair, type Piece } from './marked-values.ts';
import { type MessageView, requestView, responseView } from './message-view.ts';
import { type LinkedText, linkedText, safeId } from './page-text.ts';
import { ruleId } from './rules-view.ts';
import { type StepView, stepViews } from './step-view.ts';

/** A finding as the page shows it: one card. */
export interface FindingView {
  readonly id: string;
  readonly level: Level;
  readonly levelWord: string;
  readonly check: string;
  /** Id of what the check judges. */
  readonly rule: string;
  /** Code of the Web Fuzzing Commons. */
  readonly wfc: number | null;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly message: string;
  readonly seen: string;
  readonly isOpen: boolean;
  readonly reach: Reach;
  readonly document: LinkedText | null;
  readonly at: LinkedText;
  readonly basis: string;
  readonly reading: string | null;
  readonly place: string;
  readonly pointer: string;
  readonly keyword: string | null;
  /** Null where the lines of the contract are not known. */
  readonly frame: FrameView | null;
  readonly expected: readonly Piece[];
  readonly received: readonly Piece[];
  /** Of a value that was received, since `"1"` and `1` look so much alike. */
  readonly type: string | null;
  readonly instance: string | null;
  /** Number and address of the exchange that is shown. */
  readonly exchange: { readonly number: number; readonly id: string };
  /** What it was sent in, where that is known. */
  readonly phase: string;
  readonly status: string;
  readonly request: MessageView;
  readonly response: MessageView;
  readonly steps: readonly StepView[];
  readonly curl: string;
  readonly replay: string;
  readonly waived: WaivedView | null;
  readonly is: 'waived' | 'known' | 'new';
}

/**
 * How a browser with script comes to what is in a card: `near` is there, `far` is read when somebody opens it, `packed` is
 * unpacked after the page can be used, and its heading read then. Without script the last shows its heading alone.
 */
export type Reach = 'near' | 'far' | 'packed';

/** Why a finding does not fail the run. */
export interface WaivedView {
  readonly reason: string;
  readonly owner: string;
  readonly backing: LinkedText;
  readonly expires: string;
  readonly place: string;
}

/** What an entry says, for the page. */
export function waivedView(by: WaivedBy): WaivedView {
  const { reason, owner, expires } = by;
  return { reason, owner, backing: linkedText(backing(by)), expires, place: placeOf(by) };
}

/** The address of a finding in the page: it stays the same from run to run. */
export function findingId(runId: string, { fingerprint }: Finding): string {
  return `${runId}-${safeId(fingerprint)}`;
}

// Cards that are read at once; with more of them the page opens late.
const NEAR = 20;
// Cards that are read without script: with several hundred the page is as large as it may be.
const FAR = 100;

function reachAt(at: number): Reach {
  if (at < NEAR) return 'near';
  return at < FAR ? 'far' : 'packed';
}

/** What the page knows of a finding's surroundings. */
export interface FindingPlace {
  readonly runId: string;
  /** Its place among the findings of the run, from 0. */
  readonly at: number;
  /** Phase of the exchange that is shown; empty where it is not known. */
  readonly phase: string;
  /** Whether an earlier run found it already. */
  readonly isKnown: boolean;
}

/** A finding for the page. */
export function findingView(finding: Finding, { runId, at, phase, isKnown }: FindingPlace): FindingView {
  const { source, request, response, instance } = finding;
  // Of a faulty request the instance is the place of its fault.
  const isInRequest = finding.check.startsWith('request-');
  const blank = finding.operation.indexOf(' ');
  return {
    id: findingId(runId, finding),
    level: finding.level,
    levelWord: finding.level.toUpperCase(),
    check: finding.check,
    rule: ruleId(finding.check),
    wfc: finding.wfc ?? null,
    operation: finding.operation,
    method: finding.operation.slice(0, Math.max(0, blank)),
    path: finding.operation.slice(blank + 1),
    message: finding.message,
    seen: finding.count === 1 ? 'seen once' : `seen ${number(finding.count)} times`,
    // One open card shows what is in the others; more would bury the list.
    isOpen: at === 0,
    reach: reachAt(at),
    document: source.document === source.file ? null : linkedText(source.document),
    at: linkedText(source.at),
    basis: BASIS_WORDS[source.basis],
    reading: source.reading ?? null,
    place: `${source.file}:${source.line}:${source.column}`,
    pointer: finding.pointer,
    keyword: finding.keyword,
    frame: frameView(finding),
    ...markedPair(finding),
    type: isText(finding, 'received') ? null : jsonType(finding.received),
    instance: instance === '' ? null : instance,
    exchange: { number: finding.exchange, id: exchangeId(runId, finding.exchange) },
    phase,
    status: String(response.status ?? 'none'),
    request: requestView(request, isInRequest ? instance : null),
    response: responseView(response, isInRequest ? null : instance),
    steps: stepViews(finding.steps, runId),
    curl: finding.curl,
    replay: finding.replay,
    waived: finding.waived === null ? null : waivedView(finding.waived),
    is: finding.waived === null ? (isKnown ? 'known' : 'new') : 'waived',
  };
}
