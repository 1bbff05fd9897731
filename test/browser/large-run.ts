import type { Event } from '../../model/event.ts';
import type { Finding, Run } from '../../model/run.ts';
import { fold } from '../../reports/fold.ts';
import { finding, OPERATIONS, sampleEvents } from '../../reports/sample.test-support.ts';

/** How large a made-up run is. */
export interface RunSize {
  readonly cases: number;
  readonly findings: number;
}

const PHASES = ['examples', 'coverage', 'random', 'sequences'];
const STATUSES = [200, 200, 201, 400, 400, 404, 422, 204];
const PURPOSES = 400;

/** A run of as many cases as wanted, its exchanges and their words as different as those of a real one. */
export function largeRun({ cases, findings }: RunSize): Run {
  const broken = Array.from({ length: findings }, (_, at) =>
    finding(at, { exchange: 1 + ((at * 7) % Math.max(cases, 1)) }),
  );
  const [begin, ...rest] = sampleEvents(broken);
  const quiet = rest.filter(({ type }) => type !== 'exchange' && type !== 'case-done');
  return fold([...(begin ? [begin] : []), ...caseEvents(cases, broken), ...quiet], { failOn: 'must' });
}

function* caseEvents(cases: number, broken: readonly Finding[]): Generator<Event> {
  const [like] = broken.length > 0 ? broken : [finding(0)];
  for (let at = 0; at < cases && like; at += 1) {
    const operation = OPERATIONS[at % OPERATIONS.length] ?? '';
    const phase = PHASES[Math.floor((at / cases) * PHASES.length)] ?? '';
    const [method = '', path = ''] = operation.split(' ');
    const status = STATUSES[(at * 5 + Math.floor(at / 9)) % STATUSES.length] ?? 200;
    yield {
      type: 'exchange',
      phase,
      exchange: {
        number: at + 1,
        at: at * 18,
        operation,
        purpose: `member_${at % PURPOSES} is faulty: one character too long`,
        request: {
          ...like.request,
          method,
          url: `https://nsx.example.test${path.replace(/\{[^}]*\}/g, `0d9a6c3e-${at}`)}?page_size=${at % 97}`,
        },
        response: { ...like.response, status },
        durationMs: 8 + ((at * 37) % 240),
      },
    };
    yield { type: 'case-done', operation, phase, succeeded: status < 300 };
  }
}
