import type { OpenConstraint, PlaceCoverage, SideStatus } from '../../model/coverage.ts';
import { tokens } from '../../model/pointer.ts';

/** A place of a request with what became of its constraints, and the places within it. */
export interface PlaceView {
  /** The last member of its path, or `body`, `query limit`. */
  readonly name: string;
  readonly schemas: string;
  /** Keywords that were judged kept and broken. */
  readonly judged: readonly string[];
  readonly open: readonly OpenView[];
  readonly places: readonly PlaceView[];
}

/** Keywords of a place that are open alike. */
interface OpenView {
  readonly keywords: readonly string[];
  readonly kept: SideView;
  readonly broken: SideView;
  readonly why: string;
}

interface SideView {
  readonly tone: string;
  readonly sign: string;
  readonly word: string;
}

const SIDES: Readonly<Record<SideStatus, SideView>> = {
  judged: { tone: 'holds', sign: '✓', word: 'judged' },
  missed: { tone: 'not-exercised', sign: '○', word: 'not judged' },
  never: { tone: 'not-applicable', sign: '–', word: 'cannot be tried' },
};

interface Node {
  readonly name: string;
  readonly schemas: Set<string>;
  readonly judged: string[];
  readonly open: OpenConstraint[];
  readonly nodes: Map<string, Node>;
}

/** Places as a tree: parameters and bodies, then the members of each, in the order of the contract. */
export function placeTree(places: readonly PlaceCoverage[]): PlaceView[] {
  const root = newNode('');
  for (const { place, schema, judged, open } of places) {
    let node = root;
    for (const name of pathOf(place)) node = nodeIn(node, name);
    node.schemas.add(schema);
    node.judged.push(...judged);
    node.open.push(...open);
  }
  return viewsOf(root);
}

/** `body /labels/0` is `body`, `labels`, `0`; names of parameters stay whole. */
function pathOf(place: string): string[] {
  const at = place.indexOf(' /');
  return at === -1 ? [place] : [place.slice(0, at), ...tokens(place.slice(at + 1))];
}

function nodeIn(node: Node, name: string): Node {
  const known = node.nodes.get(name);
  if (known) return known;
  const made = newNode(name);
  node.nodes.set(name, made);
  return made;
}

function newNode(name: string): Node {
  return { name, schemas: new Set(), judged: [], open: [], nodes: new Map() };
}

function viewsOf({ nodes }: Node): PlaceView[] {
  return [...nodes.values()].map((node) => ({
    name: node.name === '*' ? 'any item or member' : node.name,
    schemas: [...node.schemas].join(', '),
    judged: node.judged,
    open: openViews(node.open),
    places: viewsOf(node),
  }));
}

function openViews(open: readonly OpenConstraint[]): OpenView[] {
  const groups = new Map<string, OpenConstraint[]>();
  for (const each of open) {
    const key = JSON.stringify([each.valid, each.fault, each.why]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const keywords = group.map(({ keyword }) => keyword);
    return [{ keywords, kept: SIDES[first.valid], broken: SIDES[first.fault], why: first.why }];
  });
}
