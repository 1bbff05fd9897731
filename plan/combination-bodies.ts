import { schemaPlaces } from '../contract/schema-walk.ts';
import { choicesOf, example, type Row } from '../generators/index.ts';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { type Described, lackOfBytes, unwritable, violationsOnWire } from './body-wire.ts';
import type { CaseMaker } from './case-maker.ts';
import type { CombinablePlace } from './combinable-places.ts';
import { assembled, departure, generated } from './combined-body.ts';
import { attempt, generatorOptions, schemaAt } from './generation.ts';
import { keepingInvariants } from './keeping-invariants.ts';
import { marked } from './marks.ts';
import type { PlanContext } from './options.ts';

/** The generator is asked for pairs alone that samples do not make, and so often: it takes a new schema each time. */
const MOST_GENERATED = 40;
/** Bodies of the generator that further samples are put into, the newest first. */
const MOST_BASES = 5;

/** Makes bodies of rows, and knows which cannot be made. */
export interface CombinationBodies {
  /** The places, each within the branches that it can be in. */
  readonly places: readonly CombinablePlace[];
  /** Why a row has no body that is valid on the wire; undefined where it has one. */
  readonly refusal: (row: Row) => string | undefined;
  /** The body of a row that was not refused. */
  readonly bodyOf: (row: Row) => Json | undefined;
}

/** Bodies put together from samples, and by the generator where these do not fit together. */
export function combinationBodies(
  context: PlanContext,
  maker: CaseMaker,
  content: Described,
  places: readonly CombinablePlace[],
): CombinationBodies {
  const bases = [example(schemaAt(context, content.schema), generatorOptions(context))];
  const bodies = new Map<string, Json>();
  let asked = 0;
  const unfit = (row: Row, body: Json): string | undefined => {
    const lack = lackOfBytes(maker.operation, content, body) ?? unwritable(content, body);
    if (lack !== undefined) return lack;
    const planned = marked(context.contract, maker.operation, content.schema, body);
    const [broken] = violationsOnWire(context, content, planned);
    if (broken) return `together they break ${broken.keyword} at ${broken.schema}`;
    const other = departure(context, places, row, planned);
    return other && `${other.instance || 'the body'} cannot be so in what is sent`;
  };
  const kept = (row: Row, body: Json): string | undefined => {
    const scene = { context, operation: maker.operation, content };
    const chosen = places.filter((_, at) => row[at] !== undefined).map(({ instance }) => `/body${instance}`);
    const made = keepingInvariants(scene, { parameters: maker.draft.parameters, body }, (place) =>
      chosen.some((one) => one === place || one.startsWith(`${place}/`)),
    );
    if (!('parts' in made)) return `together ${made.why.replace('it would', 'they')}`;
    bodies.set(JSON.stringify(row), made.parts.body ?? body);
    return undefined;
  };
  const anew = (row: Row, why: string): string | undefined => {
    if (choicesOf(row).length > 2) return why;
    if (asked >= MOST_GENERATED) return `${why}, and no more than ${MOST_GENERATED} pairs are made anew`;
    asked += 1;
    let reason = why;
    const made = attempt(
      () => generated(context, content.schema, places, row),
      (said) => {
        reason = `they exclude each other: ${said}`;
      },
    );
    if (made === undefined) return reason;
    const whyNot = unfit(row, made);
    if (whyNot !== undefined) return whyNot;
    bases.splice(1, 0, made);
    bases.splice(MOST_BASES);
    return kept(row, made);
  };
  const misfit = (row: Row): string | undefined => {
    let first: string | undefined;
    for (const base of bases) {
      const body = assembled(places, row, base);
      const why = unfit(row, body);
      const broken = why ?? kept(row, body);
      if (broken === undefined) return undefined;
      first ??= broken;
    }
    return first;
  };
  const refusal = (row: Row): string | undefined => {
    const why = misfit(row);
    return why === undefined ? undefined : anew(row, why);
  };
  return {
    places: withinBranches(context.contract, places, (row) => misfit(row) === undefined),
    refusal,
    bodyOf: (row) => bodies.get(JSON.stringify(row)),
  };
}

/** What lies in one branch is no choice in another, just as a member of an object that is not there. */
function withinBranches(
  { document }: Contract,
  places: readonly CombinablePlace[],
  fits: (row: Row) => boolean,
): CombinablePlace[] {
  return places.map((place, at) => {
    const present = place.ways.findIndex(({ kind }) => kind !== 'absent');
    const within = (place.within ?? []).map(({ factor, levels }) => {
      const outer = places[factor];
      const fitting = levels.filter((level) => {
        const way = outer?.ways[level];
        if (!outer || way?.kind !== 'branch') return true;
        const inside = place.instance.slice(outer.instance.length);
        if (schemaPlaces(document, way.schema).some(({ instance }) => instance === inside)) return true;
        return fits(
          places.map((_, index) => (index === factor ? level : index === at ? present : undefined)),
        );
      });
      return { factor, levels: fitting.length > 0 ? fitting : levels };
    });
    return { ...place, within };
  });
}
