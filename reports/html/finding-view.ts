import { type Json, jsonType } from '../../model/json.ts';
import type { Finding } from '../../model/run.ts';
import type { Level } from '../../model/statement.ts';
import { placeOf, type WaivedBy } from '../../model/waiver.ts';
import { backing } from '../waiver-wording.ts';
import { BASIS_WORDS, number } from '../wording.ts';
import { type MessageView, requestView, responseView, type StepView, stepView } from './message-view.ts';
import { type LinkedText, linkedText, safeId } from './page-text.ts';

/** A finding as the page shows it: one card. */
export interface FindingView {
  readonly id: string;
  readonly level: Level;
  readonly levelWord: string;
  readonly check: string;
  /** Code of the Web Fuzzing Commons. */
  readonly wfc: number | null;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly message: string;
  readonly seen: string;
  readonly isOpen: boolean;
  readonly document: LinkedText | null;
  readonly at: LinkedText;
  readonly basis: string;
  readonly reading: string | null;
  readonly place: string;
  readonly pointer: string;
  readonly keyword: string | null;
  readonly expected: string;
  readonly received: ValueView;
  readonly instance: string | null;
  readonly request: MessageView;
  readonly response: MessageView;
  readonly steps: readonly StepView[];
  readonly curl: string;
  readonly replay: string;
  readonly waived: WaivedView | null;
}

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

/** A JSON value with its type, since `"1"` and `1` look so much alike. */
interface ValueView {
  readonly text: string;
  readonly type: string;
}

/** The address of a finding in the page: it stays the same from run to run. */
export function findingId(runId: string, { fingerprint }: Finding): string {
  return `${runId}-${safeId(fingerprint)}`;
}

/** A finding for the page. */
export function findingView(finding: Finding, runId: string, isOpen: boolean): FindingView {
  const { source } = finding;
  const blank = finding.operation.indexOf(' ');
  return {
    id: findingId(runId, finding),
    level: finding.level,
    levelWord: finding.level.toUpperCase(),
    check: finding.check,
    wfc: finding.wfc ?? null,
    operation: finding.operation,
    method: finding.operation.slice(0, Math.max(0, blank)),
    path: finding.operation.slice(blank + 1),
    message: finding.message,
    seen: finding.count === 1 ? 'seen once' : `seen ${number(finding.count)} times`,
    isOpen,
    document: source.document === source.file ? null : linkedText(source.document),
    at: linkedText(source.at),
    basis: BASIS_WORDS[source.basis],
    reading: source.reading ?? null,
    place: `${source.file}:${source.line}:${source.column}`,
    pointer: finding.pointer,
    keyword: finding.keyword,
    expected: JSON.stringify(finding.expected, null, 2),
    received: valueView(finding.received),
    instance: finding.instance === '' ? null : finding.instance,
    request: requestView(finding.request),
    response: responseView(finding.response),
    steps: finding.steps.map(stepView),
    curl: finding.curl,
    replay: finding.replay,
    waived: finding.waived === null ? null : waivedView(finding.waived),
  };
}

function valueView(value: Json): ValueView {
  return { text: JSON.stringify(value, null, 2), type: jsonType(value) };
}
