import { evidenceText } from '../../model/evidence.ts';
import type { Finding } from '../../model/run.ts';
import type { Frame, Level, Position } from '../../model/statement.ts';
import { cut } from '../visible-text.ts';
import { waivedLine } from '../waiver-wording.ts';
import { plural } from '../wording.ts';
import { artifactLocation } from './artifact-location.ts';
import { messageText } from './message-text.ts';

const LEVELS: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = {
  must: 'error',
  should: 'warning',
  may: 'note',
};

// Values in messages are for people; report.json has them as they are.
const MAX_VALUE = 500;

/** A finding as a result: where in the contract, what is wrong, and by what it is the same in the next run. */
export function sarifResult(finding: Finding, ruleIndex: number): object {
  const { check, level, fingerprint, source, frame, count, waived } = finding;
  return {
    ruleId: check,
    ruleIndex,
    kind: 'fail',
    level: LEVELS[level],
    message: { text: messageText(sentences(finding)) },
    locations: [
      {
        physicalLocation: physicalLocation(source, frame),
        logicalLocations: [{ fullyQualifiedName: finding.operation, kind: 'operation' }],
      },
    ],
    occurrenceCount: count,
    partialFingerprints: { 'assayFingerprint/v1': fingerprint },
    ...(waived === null
      ? {}
      : {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: waivedLine(waived),
              location: { physicalLocation: physicalLocation(waived) },
            },
          ],
        }),
    properties: properties(finding),
  };
}

function sentences(finding: Finding): string {
  const { operation, message, source, count } = finding;
  return [
    `${operation}: ${message}`,
    `Expected ${cut(evidenceText(finding, 'expected'), MAX_VALUE)}`,
    `Received ${cut(evidenceText(finding, 'received'), MAX_VALUE)}`,
    `Said by ${source.document}, ${source.at} (${source.basis}). Seen ${count === 1 ? 'once' : plural(count, 'time')}.`,
  ].join('\n');
}

function physicalLocation({ file, line, column }: Position, frame?: Frame): object {
  const here = { startLine: line, startColumn: column };
  const lines = frame?.lines ?? [];
  const text = frame === undefined ? undefined : lines[line - frame.firstLine];
  return {
    artifactLocation: artifactLocation(file),
    region: text === undefined ? here : { ...here, snippet: { text: text.slice(column - 1) } },
    ...(frame === undefined || lines.length === 0
      ? {}
      : {
          contextRegion: {
            startLine: frame.firstLine,
            endLine: frame.firstLine + lines.length - 1,
            snippet: { text: lines.join('\n') },
          },
        }),
  };
}

function properties(finding: Finding): object {
  const { level, operation, pointer, keyword, instance, request, response, exchange, wfc } = finding;
  return {
    level,
    operation,
    pointer,
    keyword,
    instance,
    request: `${request.method} ${request.url}`,
    status: response.status,
    exchange,
    ...(wfc === undefined ? {} : { wfc }),
    repeat: finding.curl,
    replay: finding.replay,
  };
}
