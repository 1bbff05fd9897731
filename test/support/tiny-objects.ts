import type { TinyReply, TinyRequest } from './tiny-departure.ts';
import { faultsOfCard, faultsOfLabel, knownOfCard } from './tiny-rules.ts';
import { BASE, bodyOf, next, problem, type State, shown } from './tiny-state.ts';

/** Makes a label, or updates the one of its name. */
export function putLabel(state: State, request: TinyRequest): TinyReply {
  const body = bodyOf(state, request, faultsOfLabel);
  if ('status' in body) return body;
  const [known] = [...state.labels.values()].filter(({ name }) => name === body.value['name']);
  const { name, colour } = body.value;
  const id = String(known?.['id'] ?? `l${next(state)}`);
  const label = {
    id,
    ...(name === undefined ? { name: '' } : { name }),
    colour: colour ?? known?.['colour'] ?? 'none',
  };
  state.labels.set(id, label);
  const other = known && state.departure.addsLabels === true ? `l${next(state)}` : id;
  state.labels.set(other, { ...label, id: other });
  return { status: known ? 200 : 201, json: label };
}

/** Undoes the delete of a label. */
export function restoreLabel({ labels, bin, departure }: State, _: TinyRequest, id: string): TinyReply {
  const label = bin.get(id);
  if (!label) return labels.has(id) ? { status: 409 } : problem(404);
  const restored = departure.restores ? departure.restores(label) : label;
  if (!restored) return shown(200, label);
  bin.delete(id);
  labels.set(id, restored);
  return shown(200, label);
}

/** Makes a card. */
export function createCard(state: State, request: TinyRequest): TinyReply {
  const body = bodyOf(state, request, faultsOfCard);
  if ('status' in body) return body;
  const id = `c${state.departure.givesIdsAgain === true ? lowestFree(state.cards) : next(state)}`;
  const card = { id, ...knownOfCard(body.value) };
  state.cards.set(id, card);
  return { status: 201, headers: { Location: `${BASE}/cards/${id}` }, json: card };
}

/** Replaces a card. */
export function putCard({ cards, ...state }: State, request: TinyRequest, id: string): TinyReply {
  const before = cards.get(id);
  if (!before && state.departure.putMakesCards !== true) return problem(404);
  const body = bodyOf({ cards, ...state }, request, faultsOfCard);
  if ('status' in body) return body;
  const sent = knownOfCard(body.value);
  const card = { id, ...((before && state.departure.putsCard?.(before, sent)) ?? sent) };
  cards.set(id, card);
  return shown(before ? 200 : 201, card);
}

function lowestFree(cards: ReadonlyMap<string, unknown>): number {
  let free = 1;
  while (cards.has(`c${free}`)) free += 1;
  return free;
}
