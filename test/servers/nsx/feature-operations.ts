/** The operations that switch features, of some sensors or of all. */
import type { HandReply } from '../hand-server.ts';
import { isObject } from '../srm/shape.ts';
import type { Route } from '../srm/wire.ts';
import { checkMpsConfig, checkSensorIds } from './bodies.ts';
import { type Call, refuse, withBody } from './call.ts';
import { asOneOf } from './query.ts';
import type { Features } from './state.ts';

/** What each action makes of the features of a sensor. */
type Actions = Readonly<Record<string, Partial<Features>>>;

const IDS_ACTIONS: Actions = {
  enable_without_pcap: { ids: true, pcap: false },
  enable_with_pcap: { ids: true, pcap: true },
  disable: { ids: false, pcap: false },
};
const FLOW_ACTIONS: Actions = { enable: { flows: true }, disable: { flows: false } };
const MPS_ACTIONS: Actions = { enable: { mps: true }, disable: { mps: false } };

function featureUpdate(actions: Actions): Route<Call>['run'] {
  return (call) => {
    // N14: a missing or unknown action is refused for certain, in both readings
    const action = call.query.one('action', asOneOf(...Object.keys(actions)));
    const change = action === undefined ? undefined : actions[action];
    if (!change || call.query.complaints.length > 0)
      return refuse(call, 400, 'The action is missing or unknown.');
    return withBody(call, checkSensorIds, (body) => switchFeatures(call, idsOf(body), change));
  };
}

function switchFeatures(call: Call, ids: readonly string[], change: Partial<Features>): HandReply {
  const { sensors } = call.state;
  const strict = call.rules.reading === 'strict';
  const failed = ids.filter((id) => !sensors.has(id));
  // N15: "either update all or none", against an example reply with one of each
  if (strict && failed.length > 0) return refuse(call, 400, `No such sensors: ${failed.join(', ')}`);
  const successful = ids.filter((id) => sensors.has(id));
  for (const id of successful) {
    const sensor = sensors.get(id);
    if (sensor) sensor.features = { ...sensor.features, ...change };
  }
  return { status: 200, json: { ...told(change, strict), ...outcome(successful, failed, strict) } };
}

/** The new state; strict leaves out what equals the documented defaults (enabled true, pcap_enabled false). */
function told(change: Partial<Features>, strict: boolean): Record<string, boolean> {
  const enabled = change.ids ?? change.flows ?? change.mps ?? true;
  return {
    ...(!(strict && enabled) && { enabled }),
    ...(change.pcap !== undefined && !(strict && !change.pcap) && { pcap_enabled: change.pcap }),
  };
}

function outcome(
  successful: readonly string[],
  failed: readonly string[],
  strict: boolean,
): Record<string, unknown> {
  return { successful_sensor_ids: successful, ...(!strict && { failed_sensor_ids: failed }) };
}

function idsOf(body: unknown): string[] {
  const given = isObject(body) ? body['sensor_ids'] : undefined;
  return Array.isArray(given) ? [...new Set(given.map(String))] : [];
}

function getMpsConfig({ state }: Call): HandReply {
  return { status: 200, json: state.mps };
}

function updateMpsConfig(call: Call): HandReply {
  return withBody(call, checkMpsConfig, (body) => {
    const { state } = call;
    const given = isObject(body) ? body : {};
    state.mps = Object.fromEntries(
      Object.entries(state.mps).map(([name, old]) => {
        const value = given[name];
        return [name, typeof value === 'boolean' ? value : old];
      }),
    );
    return { status: 200, json: state.mps };
  });
}

export const FEATURE_ROUTES: readonly Route<Call>[] = [
  { method: 'POST', path: 'sensors/feature-config/ids-events', run: featureUpdate(IDS_ACTIONS) },
  { method: 'POST', path: 'sensors/feature-config/flow-events', run: featureUpdate(FLOW_ACTIONS) },
  {
    method: 'POST',
    path: 'sensors/feature-config/malware-prevention-events',
    run: featureUpdate(MPS_ACTIONS),
  },
  { method: 'GET', path: 'sensors/mps-global-config', run: getMpsConfig },
  { method: 'PUT', path: 'sensors/mps-global-config', run: updateMpsConfig },
];
