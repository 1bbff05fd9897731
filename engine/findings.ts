import { createHash } from 'node:crypto';
import type { Broken, Check } from '../model/check.ts';
import type { Contract, OperationId } from '../model/contract.ts';
import type { Evidence } from '../model/evidence.ts';
import { InWords } from '../model/in-words.ts';
import { isObject, type Json } from '../model/json.ts';
import { tokens } from '../model/pointer.ts';
import type { Finding, RecordedStep } from '../model/run.ts';
import { type Frame, type Source, weakest } from '../model/statement.ts';
import type { Exchange } from '../model/trace.ts';
import { curlOf } from '../targets/curl.ts';
import { isShownWhole } from '../targets/recorder.ts';
import type { Redactor } from '../targets/redaction.ts';

const FINGERPRINT_LENGTH = 12;
// Evidence, not the whole reply, which stands beside it.
const MAX_EVIDENCE = 2000;

/** Makes the finding of a broken statement: redacted, with a fingerprint that outlives wording and seed. */
export function findingOf(
  contract: Contract,
  redactor: Redactor,
  check: Check,
  operation: OperationId,
  broken: Broken,
): Finding {
  const { statement, exchange } = broken;
  const keyword = statement.keyword ?? null;
  const fingerprint = fingerprintOf(contract.name, operation, check.id, statement.pointer, keyword);
  return {
    fingerprint,
    check: check.id,
    ...(check.wfc === undefined ? {} : { wfc: check.wfc }),
    level: weakest(check.level, broken.level),
    operation,
    pointer: statement.pointer,
    keyword,
    // Names of members come from the target.
    instance: broken.instance === null ? null : redactor.text(broken.instance),
    message: redactor.text(broken.message),
    ...evidenceOf(redactor, broken),
    source: statement.source,
    frame: frameOf(contract, redactor, statement.source),
    exchange: exchange.recorded.number,
    request: exchange.recorded.request,
    response: exchange.recorded.response,
    steps: (broken.steps ?? []).map(
      (step): RecordedStep => ({ ...step.recorded, curl: commandFor(redactor, step) }),
    ),
    curl: commandFor(redactor, exchange),
    replay: `assay replay report.json ${fingerprint}`,
    count: 1,
    waived: null,
  };
}

function commandFor(redactor: Redactor, { recorded, request }: Exchange): string {
  const isWhole = isShownWhole(recorded.request.body, request.body);
  return curlOf(recorded.request, (name) => redactor.stands(name), isWhole);
}

/** A contract may hold values of a site. */
function frameOf(contract: Contract, redactor: Redactor, source: Source): Frame {
  const { firstLine, lines } = contract.frame(source);
  return { firstLine, lines: lines.map((line) => redactor.text(line)) };
}

/** Hash of contract, operation, check, pointer and keyword: never of message or seed. */
export function fingerprintOf(...parts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, FINGERPRINT_LENGTH);
}

/** What was asked for and what came, and which of them is text and no value. */
function evidenceOf(redactor: Redactor, said: Broken): Evidence {
  const expected = evidence(redactor, said.expected, said);
  const received = evidence(redactor, whole(said), said);
  const asText = [
    ...(expected.isText ? (['expected'] as const) : []),
    ...(received.isText ? (['received'] as const) : []),
  ];
  return {
    expected: expected.shown,
    received: received.shown,
    ...(asText.length > 0 ? { asText } : {}),
  };
}

/** What fits into a report, with every known secret hidden, and all of a value where it stands under a secret name. */
function evidence(
  redactor: Redactor,
  value: Json | InWords,
  { instance }: Broken,
): { readonly shown: Json; readonly isText: boolean } {
  if (value instanceof InWords) return { shown: redactor.text(value.text), isText: true };
  const path = instance === null ? [] : tokens(instance);
  let shown = redactor.json(path.reduceRight<Json>((inner, name) => ({ [name]: inner }), value));
  for (const _ of path) if (isObject(shown)) shown = Object.values(shown)[0] ?? null;
  const text = JSON.stringify(shown);
  if (text.length <= MAX_EVIDENCE) return { shown, isText: false };
  return { shown: `${text.slice(0, MAX_EVIDENCE)}…`, isText: true };
}

/** The first part of a body is given as the recorder hid it: a cut may go through a secret. */
function whole({ received, exchange }: Broken): Json | InWords {
  const { reply, recorded } = exchange;
  if (typeof received !== 'string' || received === '' || !reply) return received;
  const body = Buffer.from(reply.body).toString('utf8');
  const isFirstPart = body.length > received.length && body.startsWith(received);
  return isFirstPart ? (recorded.response.body ?? '').slice(0, received.length) : received;
}
