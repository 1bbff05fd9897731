import type { ASTNode } from '@marcbachmann/cel-js';
import { nodesIn } from './cel-nodes.ts';

type Path = readonly string[];

// Macros that name an item of a list or a member of a map.
const MACROS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
const VARIABLES = new Set(['self', 'request', 'status', 'headers']);

/** Stands in a path for any item or any member. */
const ANY = '*';

/** The paths that a rule reads, each once and the longest there are: a variable, then members. */
export function readsOf(ast: ASTNode): Path[] {
  const found = new Map<string, Path>();
  visit(ast, new Map(), (path) => found.set(JSON.stringify(path), path));
  return [...found.values()];
}

type Scope = ReadonlyMap<string, Path | undefined>;
type Add = (path: Path) => void;

function visit(node: ASTNode, scope: Scope, add: Add): void {
  const path = pathOf(node, scope);
  if (path) add(path);
  if (path || node.op === 'id' || node.op === 'value') return;
  if (node.op === '[]' && pathOf(node.args[0], scope)) {
    // What is looked up by a value can be any member.
    const holder = pathOf(node.args[0], scope);
    if (holder) add([...holder, ANY]);
    visit(node.args[1], scope, add);
    return;
  }
  if (node.op === 'rcall') visitCall(node.args, scope, add);
  else for (const below of nodesIn(node.args)) visit(below, scope, add);
}

function visitCall([name, receiver, args]: [string, ASTNode, ASTNode[]], scope: Scope, add: Add): void {
  const [first, ...rest] = args;
  const isBinding = name === 'bind' && receiver.op === 'id' && receiver.args === 'cel';
  if (first?.op === 'id' && (MACROS.has(name) || isBinding)) {
    const holder = isBinding ? rest.shift() : receiver;
    if (holder) visit(holder, scope, add);
    const bound = holder && pathOf(holder, scope);
    const own = bound && (isBinding ? bound : [...bound, ANY]);
    const inner = new Map(scope).set(first.args, own);
    for (const below of rest) visit(below, inner, add);
    return;
  }
  for (const below of [receiver, ...args]) visit(below, scope, add);
}

/** The path that a chain of members makes; undefined where it begins at no variable, or a name hides one. */
function pathOf(node: ASTNode, scope: Scope): Path | undefined {
  if (node.op === 'id') {
    if (scope.has(node.args)) return scope.get(node.args);
    return VARIABLES.has(node.args) ? [node.args] : undefined;
  }
  if (node.op === '.') {
    const holder = pathOf(node.args[0], scope);
    return holder && [...holder, node.args[1]];
  }
  if (node.op === '[]') {
    const holder = pathOf(node.args[0], scope);
    const { op, args } = node.args[1];
    if (!holder || op !== 'value') return undefined;
    return [...holder, typeof args === 'string' ? args : ANY];
  }
  return undefined;
}
