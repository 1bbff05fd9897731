import { faultTotals, resultsOf } from './fault-tables.ts';
import { countOutcomes, type Measured, ofCorpus } from './measured.ts';

/** Something that has to be reached, and whether it is. */
export interface Bound {
  readonly what: string;
  readonly measured: number;
  readonly bound: number;
  readonly isReached: boolean;
}

const SUITE = 'draft2020-12';
const REAL = 'openapi';
/** Shares of the satisfiable schemas that may be refused. */
const REFUSED = { [SUITE]: 0.02, [REAL]: 0.005 } as const;
const SITES_WITH_FAULT = 0.95;

/** What must hold for any selection of schemas: nothing wrong, nothing that hangs, all faults proved. */
export function soundnessBounds(all: readonly Measured[], subject: string): Bound[] {
  const counts = countOutcomes(all, subject);
  const faults = resultsOf(all, subject);
  const { values, proved, shrinks, shrinksProved } = faultTotals(all, subject);
  return [
    atMost('schemas with a value that is not valid', counts.unsound, 0),
    atMost('schemas that hang or crash', counts.hang + counts.crashed, 0),
    atMost('values whose fault is not proved', values - proved, 0),
    atMost('shrinks whose fault is not proved', shrinks - shrinksProved, 0),
    atMost(
      'schemas whose faults hang or crash',
      faults.filter(({ outcome }) => outcome === 'hang' || outcome === 'crashed').length,
      0,
    ),
  ];
}

/** What must hold for all schemas of draft 2020-12 and of real documents together. */
export function completenessBounds(all: readonly Measured[], subject: string): Bound[] {
  return [SUITE, REAL].flatMap((corpus) => {
    const schemas = ofCorpus(all, corpus).filter(({ satisfiable }) => satisfiable);
    if (schemas.length === 0) return [];
    const share = REFUSED[corpus as keyof typeof REFUSED];
    const refused = atMost(
      `share of the satisfiable schemas of ${corpus} that are refused`,
      countOutcomes(schemas, subject).refused / schemas.length,
      share,
    );
    const { asserting, assertingWithFault } = faultTotals(schemas, subject);
    if (asserting === 0) return [refused];
    const reached = assertingWithFault / asserting;
    return [
      refused,
      {
        what: `share of the asserting sites of ${corpus} with a fault, at least`,
        measured: reached,
        bound: SITES_WITH_FAULT,
        isReached: reached >= SITES_WITH_FAULT,
      },
    ];
  });
}

function atMost(what: string, measured: number, bound: number): Bound {
  return { what: `${what}, at most`, measured, bound, isReached: measured <= bound };
}
