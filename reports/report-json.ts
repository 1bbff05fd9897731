import type { Coverage } from '../model/coverage.ts';
import type { Drift } from '../model/drift.ts';
import type { EarlierFinding } from '../model/earlier.ts';
import type { Observed } from '../model/observed.ts';
import type {
  CheckVerdict,
  Finding,
  ListedExchange,
  OperationStatuses,
  RecordedStep,
  Run,
  RunSet,
} from '../model/run.ts';
import type { FoundBy, JudgedWaiver, WaivedBy } from '../model/waiver.ts';
import { driftShape } from './compare/drift-json.ts';
import { TOOL } from './tool.ts';

/** The bytes of report.json: one run itself, several as a set; members always in the order of the schema. */
export function writeJson(runs: readonly Run[], drifts: readonly Drift[] = []): string {
  const shapes = runs.map(runShape);
  const [only] = shapes;
  const report = shapes.length === 1 && only !== undefined ? only : setShape(shapes, drifts);
  return `${JSON.stringify(report, null, 2)}\n`;
}

// The members are named one by one: nothing gets into the file that its schema does not know, in an order that
// does not depend on who made the objects.

function setShape(runs: readonly Run[], drifts: readonly Drift[]): RunSet {
  const set: RunSet = { schemaVersion: '1', tool: TOOL, runs };
  return drifts.length === 0 ? set : { ...set, drifts: drifts.map(driftShape) };
}

function runShape(run: Run): Run {
  return {
    schemaVersion: run.schemaVersion,
    tool: { name: run.tool.name, version: run.tool.version },
    contract: contractShape(run.contract),
    target: { url: run.target.url, kind: run.target.kind },
    mode: run.mode,
    seed: run.seed,
    budget: run.budget,
    failOn: run.failOn,
    startedAt: run.startedAt,
    durationMs: run.durationMs,
    verdict: run.verdict,
    exitCode: run.exitCode,
    reason: run.reason,
    warnings: run.warnings.map(({ code, message }) => ({ code, message })),
    summary: summaryShape(run.summary),
    findings: run.findings.map(findingShape),
    operations: run.operations.map(({ operation, checks }) => ({
      operation,
      checks: checks.map(verdictShape),
    })),
    coverage: coverageShape(run.coverage),
    observed: run.observed.map(observedShape),
    statuses: run.statuses.map(statusesShape),
    exchanges: run.exchanges.map(exchangeShape),
    waivers: run.waivers.map(waiverShape),
    since: sinceShape(run.since),
    leftovers: run.leftovers.map(({ resource, identity, how }) => ({ resource, identity, how })),
  };
}

function sinceShape(since: Run['since']): Run['since'] {
  if (since === null) return null;
  const { startedAt, new: found, known, fixed, unseen } = since;
  return {
    startedAt,
    new: found,
    known,
    fixed: fixed.map(earlierShape),
    unseen: unseen.map(earlierShape),
  };
}

function earlierShape({ fingerprint, check, operation, message }: EarlierFinding): EarlierFinding {
  return { fingerprint, check, operation, message };
}

function contractShape({ name, title, version, file, productVersion }: Run['contract']): Run['contract'] {
  return { name, title, version, file, productVersion };
}

function summaryShape(summary: Run['summary']): Run['summary'] {
  const { operations, statuses, cases, exchanges, hidden, findings, waived } = summary;
  const { created, removed, left, restored } = summary;
  return {
    operations: { tested: operations.tested, total: operations.total },
    statuses: { seen: statuses.seen, documented: statuses.documented },
    cases,
    exchanges,
    hidden,
    findings: { must: findings.must, should: findings.should, may: findings.may },
    waived,
    created,
    removed,
    left,
    restored,
  };
}

function coverageShape(coverage: Coverage): Coverage {
  const { total, full, part, none, never } = coverage.constraints;
  return {
    percent: coverage.percent,
    minimum: coverage.minimum,
    sides: sidesShape(coverage.sides),
    constraints: { total, full, part, none, never },
    missed: coverage.missed.map(({ why, sides }) => ({ why, sides })),
    operations: coverage.operations.map(({ operation, sides, cases, places }) => ({
      operation,
      sides: sidesShape(sides),
      cases: { ...cases },
      places: places.map(({ place, schema, judged, open }) => ({
        place,
        schema,
        judged: [...judged],
        open: open.map(({ keyword, valid, fault, why }) => ({ keyword, valid, fault, why })),
      })),
    })),
  };
}

function sidesShape({ judged, counted, never }: Coverage['sides']): Coverage['sides'] {
  return { judged, counted, never };
}

function findingShape(finding: Finding): Finding {
  return {
    fingerprint: finding.fingerprint,
    check: finding.check,
    ...(finding.wfc === undefined ? {} : { wfc: finding.wfc }),
    level: finding.level,
    operation: finding.operation,
    pointer: finding.pointer,
    keyword: finding.keyword,
    instance: finding.instance,
    message: finding.message,
    expected: finding.expected,
    received: finding.received,
    ...(finding.asText === undefined ? {} : { asText: [...finding.asText] }),
    source: sourceShape(finding.source),
    frame: { firstLine: finding.frame.firstLine, lines: [...finding.frame.lines] },
    exchange: finding.exchange,
    request: requestShape(finding.request),
    response: responseShape(finding.response),
    steps: finding.steps.map(stepShape),
    curl: finding.curl,
    replay: finding.replay,
    count: finding.count,
    waived: finding.waived === null ? null : waivedShape(finding.waived),
  };
}

function waivedShape(by: WaivedBy): WaivedBy {
  const { reason, owner, ticket, document, expires, file, line, column } = by;
  return { reason, owner, ticket, document, expires, file, line, column };
}

function foundShape({ target, mode, budget }: FoundBy): FoundBy {
  return { target, mode, budget };
}

function observedShape({ operation, replies }: Observed): Observed {
  return {
    operation,
    replies: replies.map(({ status, cases, headers, members, isCut }) => ({
      status,
      cases,
      headers: headers.map(({ name, isAlways }) => ({ name, isAlways })),
      members: members.map(({ path, types, isAlways, isVolatile, isOpen }) => ({
        path,
        types: [...types],
        isAlways,
        isVolatile,
        isOpen,
      })),
      isCut,
    })),
  };
}

function waiverShape(waiver: JudgedWaiver): JudgedWaiver {
  const { status, why, findings, fingerprint, contract, operation, check, pointer, keyword } = waiver;
  return {
    status,
    why,
    findings: [...findings],
    fingerprint,
    contract,
    operation,
    check,
    pointer,
    keyword,
    productVersions: waiver.productVersions,
    found: waiver.found === null ? null : foundShape(waiver.found),
    ...waivedShape(waiver),
  };
}

function sourceShape({
  document,
  at,
  basis,
  reading,
  file,
  line,
  column,
}: Finding['source']): Finding['source'] {
  return { document, at, basis, ...(reading === undefined ? {} : { reading }), file, line, column };
}

function requestShape({ method, url, headers, body }: Finding['request']): Finding['request'] {
  return { method, url, headers, body };
}

function responseShape({ status, headers, body, failure }: Finding['response']): Finding['response'] {
  return { status, headers, body, ...(failure === undefined ? {} : { failure }) };
}

function stepShape(step: RecordedStep): RecordedStep {
  const { number, at, operation, purpose, request, response, durationMs, curl } = step;
  return {
    number,
    at,
    operation,
    purpose,
    request: requestShape(request),
    response: responseShape(response),
    durationMs,
    curl,
  };
}

function statusesShape({ operation, documented, undocumented }: OperationStatuses): OperationStatuses {
  return {
    operation,
    documented: documented.map(({ status, exchanges }) => ({ status, exchanges })),
    undocumented: undocumented.map(({ status, exchanges }) => ({ status, exchanges })),
  };
}

function exchangeShape(listed: ListedExchange): ListedExchange {
  const { number, at, phase, operation, purpose, method, path, status, durationMs, findings, whole } = listed;
  return {
    number,
    at,
    phase,
    operation,
    purpose,
    method,
    path,
    status,
    durationMs,
    findings: [...findings],
    whole: whole && { request: requestShape(whole.request), response: responseShape(whole.response) },
  };
}

function verdictShape({ check, verdict, why, cases }: CheckVerdict): CheckVerdict {
  return { check, verdict, why, cases };
}
