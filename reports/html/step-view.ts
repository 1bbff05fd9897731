import type { RecordedStep } from '../../model/run.ts';
import { duration } from '../wording.ts';
import { exchangeId } from './exchange-id.ts';
import { type MessageView, outcomeWords, requestView, responseView } from './message-view.ts';

/** A step of a sequence as the page shows it, with its place on a line of time 100 long. */
export interface StepView {
  readonly number: number;
  /** Id of its row in the list of exchanges. */
  readonly exchange: string;
  readonly purpose: string;
  readonly line: string;
  readonly outcome: string;
  /** When it was sent, after the first of them. */
  readonly after: string;
  readonly took: string;
  readonly from: string;
  readonly width: string;
  readonly request: MessageView;
  readonly response: MessageView;
  readonly curl: string;
}

// What took no time at all must still be seen.
const MIN_WIDTH = 1.5;

/** The steps of a sequence for the page. */
export function stepViews(steps: readonly RecordedStep[], runId: string): StepView[] {
  const begin = Math.min(...steps.map(({ at }) => at));
  const end = Math.max(...steps.map(({ at, durationMs }) => at + durationMs));
  const whole = Math.max(end - begin, 1);
  return steps.map(({ number, at, purpose, request, response, durationMs, curl }) => {
    const width = Math.max((durationMs / whole) * 100, MIN_WIDTH);
    return {
      number,
      exchange: exchangeId(runId, number),
      purpose,
      line: `${request.method} ${request.url}`,
      outcome: outcomeWords(response),
      after: `+${duration(at - begin)}`,
      took: duration(durationMs),
      from: Math.min(((at - begin) / whole) * 100, 100 - width).toFixed(2),
      width: width.toFixed(2),
      request: requestView(request),
      response: responseView(response),
      curl,
    };
  });
}
