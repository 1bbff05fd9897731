import type { PlannedConstraint, PlannedSide, Side } from '../model/coverage.ts';
import type { Event } from '../model/event.ts';

const SENT: PlannedSide = { cases: 1 };

/** A constraint of a body's member, both sides planned; parts replaced. */
export function plannedConstraint(parts: Partial<PlannedConstraint> = {}): PlannedConstraint {
  return {
    operation: 'POST /sensors/registration-tokens',
    where: 'body',
    instance: '/display_name',
    schema: '/components/schemas/RegistrationToken/properties/display_name',
    keyword: 'maxLength',
    valid: SENT,
    fault: SENT,
    ...parts,
  };
}

/** What a plan lists. */
export function coveragePlanned(...constraints: readonly PlannedConstraint[]): Event {
  const operations = [...new Set(constraints.map(({ operation }) => operation))];
  const cases = Object.fromEntries(operations.map((operation) => [operation, { plain: 1, fault: 2 }]));
  return { type: 'coverage-planned', constraints, cases };
}

/** That one side of some constraints was judged, or why it was not. */
export function judged(side: Side, constraints: readonly number[], why: string | null = null): Event {
  return { type: 'constraints', side, constraints, why };
}

/** A ledger with a constraint of each kind: in full, in part, not at all and never to be tried. */
export function sampleCoverage(): Event[] {
  return [
    coveragePlanned(
      plannedConstraint(),
      plannedConstraint({ keyword: 'type' }),
      plannedConstraint({ keyword: 'required', member: 'display_name', instance: '' }),
      plannedConstraint({ keyword: 'pattern', fault: { why: 'it leaves nothing on the wire', never: true } }),
      plannedConstraint({
        operation: 'PUT /sensors/appliances/{appliance-id}',
        valid: { why: 'it writes, and the mode is read-only', never: false },
        fault: { why: 'it writes, and the mode is read-only', never: false },
      }),
      plannedConstraint({
        operation: 'GET /sensors/appliances',
        where: 'query limit',
        instance: '',
        valid: { why: 'it is deprecated, so it is not sent', never: true },
        fault: { why: 'it is deprecated, so it is not sent', never: true },
      }),
    ),
    judged('valid', [0, 1, 3]),
    judged('fault', [0]),
    judged('fault', [1], '500 does not refuse a fault of this kind'),
    judged('valid', [2]),
    judged('fault', [2]),
  ];
}
