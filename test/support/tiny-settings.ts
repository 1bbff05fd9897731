import type { JsonObject } from '../../model/json.ts';
import type { TinyReply, TinyRequest } from './tiny-departure.ts';
import { faultsOfSettings, faultsOfSwitch } from './tiny-rules.ts';
import { bodyOf, problem, type State } from './tiny-state.ts';

/** New settings in place of those that are there. */
export function putSettings(state: State, request: TinyRequest): TinyReply {
  const body = bodyOf(state, request, faultsOfSettings);
  if ('status' in body) return body;
  const { theme = 'light', page = 20 } = body.value;
  const sent = { theme, page };
  state.settings = state.departure.keepsSettings?.(state.settings, sent) ?? sent;
  return { status: 200, json: sent };
}

/** A lamp as it is shown. */
export function lamp(lamps: State['lamps'], id: string): JsonObject {
  const state = lamps.get(id) ?? 'dark';
  const on = state !== 'dark';
  return { id, state: { on, ...(on ? { dimmed: state === 'dim' } : {}) } };
}

/** Switches lamps to a state. */
export function switchLamps(state: State, request: TinyRequest): TinyReply {
  const to = request.query.get('to') ?? '';
  if (!['bright', 'dim', 'dark'].includes(to)) return problem(400);
  const body = bodyOf(state, request, faultsOfSwitch);
  if ('status' in body) return body;
  const { lamps = [] } = body.value;
  const switched = (Array.isArray(lamps) ? lamps : []).filter((id) => state.lamps.has(String(id)));
  for (const id of switched) state.lamps.set(String(id), state.departure.switchesTo?.(to) ?? to);
  return { status: 200, json: { switched } };
}
