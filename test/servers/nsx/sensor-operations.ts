/** The operations on sensors themselves: lists, details, update, deletion and what belongs to one sensor. */
import type { HandReply } from '../hand-server.ts';
import { isObject } from '../srm/shape.ts';
import type { Route } from '../srm/wire.ts';
import { checkSensor, UUID } from './bodies.ts';
import { type Call, deletion, refuse, withBody, withQuery } from './call.ts';
import { asBoolean, asOneOf, asText, asVersionTest, fitsName, listResult, readPaging } from './query.ts';
import type { Sensor } from './state.ts';
import * as views from './views.ts';

const SENSOR_SORTABLE = Object.fromEntries(
  ['id', 'display_name', 'description', 'token_id', 'algorithm', 'key_size', '_create_time', '_revision'].map(
    (name) => [name, name],
  ),
);
const DETAIL_SORTABLE = Object.fromEntries(
  [
    ...['display_name', 'registration_status', 'health'],
    ...['flows_enabled', 'mps_enabled', 'ids_enabled', 'pcap_enabled'],
  ].map((name) => [name, name]),
);

function listSensors(call: Call): HandReply {
  const { reading } = call.rules;
  const name = call.query.one('display_name', asText);
  const paging = readPaging(call.query, SENSOR_SORTABLE);
  return withQuery(call, () => {
    const kept = [...call.state.sensors.values()].filter((each) => fitsName(each.displayName, name, reading));
    const shown = (sensor: Sensor) => views.sensorView(sensor, reading);
    return { status: 200, json: listResult(kept, paging, reading, views.fullSensor, shown) };
  });
}

/** What the details may be filtered and sorted by. */
function traits(sensor: Sensor): views.View {
  return {
    display_name: sensor.displayName,
    registration_status: 'registered',
    health: sensor.health.toLowerCase(),
    flows_enabled: sensor.features.flows,
    mps_enabled: sensor.features.mps,
    ids_enabled: sensor.features.ids,
    pcap_enabled: sensor.features.pcap,
  };
}

function listDetails(call: Call): HandReply {
  const { query, state, rules } = call;
  const { reading, version } = rules;
  const name = query.one('display_name', asText);
  // B2: these filters are lower-case, unlike the values they select
  const wanted = {
    registration_status: query.one('registration_status', asOneOf('registered', 'in_progress', 'failed')),
    health: query.one('health', asOneOf('ok', 'disconnected', 'degraded')),
    flows_enabled: query.one('flows_enabled', asBoolean),
    mps_enabled: query.one('mps_enabled', asBoolean),
    ids_enabled: query.one('ids_enabled', asBoolean),
    pcap_enabled: query.one('pcap_enabled', asBoolean),
  };
  const ids = query.many('sensor_ids', (text) => (UUID.test(text) ? text.toLowerCase() : undefined));
  const versions = version === '5.2' ? query.many('software_versions', asVersionTest) : [];
  const paging = readPaging(query, DETAIL_SORTABLE);
  return withQuery(call, () => {
    const kept = [...state.sensors.values()].filter((sensor) => {
      const has = traits(sensor);
      return (
        fitsName(sensor.displayName, name, reading) &&
        Object.entries(wanted).every(([trait, value]) => value === undefined || has[trait] === value) &&
        (ids.length === 0 || ids.includes(sensor.id)) &&
        (versions.length === 0 || versions.some((fits) => fits(sensor.softwareVersion)))
      );
    });
    const shown = (sensor: Sensor) => views.detailView(sensor, state.mps, reading, version);
    return { status: 200, json: listResult(kept, paging, reading, traits, shown) };
  });
}

/** Runs `run` on the sensor of the path. */
function onSensor(run: (call: Call, sensor: Sensor) => HandReply): Route<Call>['run'] {
  return (call, id = '') => {
    const sensor = call.state.sensors.get(id);
    return sensor ? run(call, sensor) : refuse(call, 404, 'There is no such sensor.');
  };
}

const getSensor = onSensor((call, sensor) => ({
  status: 200,
  json: views.sensorView(sensor, call.rules.reading),
}));

const updateSensor = onSensor((call, sensor) =>
  withBody(
    call,
    (body, rules) => checkSensor(body, views.fullSensor(sensor), rules),
    (body) => {
      const given = isObject(body) ? body : {};
      const strict = call.rules.reading === 'strict';
      const revision = given['_revision'] ?? undefined;
      const waived = call.rules.faults.acceptsMissing?.includes('_revision');
      // N12: the Resource text demands the revision, the vendor's own example goes without
      if (revision === undefined && strict && !waived) return refuse(call, 428, 'The _revision is missing.');
      if (revision !== undefined && revision !== sensor.revision) {
        return refuse(call, 412, 'The _revision is not the current one.');
      }
      // N11: only these two can be updated. A PUT replaces (strict) or keeps (lenient) what it does not mention.
      if (typeof given['display_name'] === 'string') sensor.displayName = given['display_name'];
      if (typeof given['description'] === 'string') sensor.description = given['description'];
      else if (strict) sensor.description = undefined;
      sensor.revision += 1;
      sensor.modifiedAt = Date.now();
      sensor.modifiedBy = call.user;
      return { status: 200, json: views.sensorView(sensor, call.rules.reading) };
    },
  ),
);

function deleteSensor(call: Call, id = ''): HandReply {
  return deletion(call, call.state.sensors.has(id), () => call.state.deleteSensor(id));
}

const getStatus = onSensor((call, sensor) => ({
  status: 200,
  json: views.statusView(sensor, call.rules.reading),
}));

const getSignatureBundle = onSensor((call, sensor) => ({
  status: 200,
  json: views.signatureBundleView(sensor, call.rules.reading, call.rules.version),
}));

const getFeatures = onSensor((call, sensor) => ({
  status: 200,
  json: views.featureView(sensor, call.state.mps, call.rules.reading),
}));

const ONE = 'sensors/appliances/{appliance-id}';

export const SENSOR_ROUTES: readonly Route<Call>[] = [
  { method: 'GET', path: 'sensors/appliances', run: listSensors },
  // the literal path comes first, or {appliance-id} would swallow it
  { method: 'GET', path: 'sensors/appliances/details', run: listDetails },
  { method: 'GET', path: ONE, run: getSensor },
  { method: 'PUT', path: ONE, run: updateSensor },
  { method: 'DELETE', path: ONE, run: deleteSensor },
  { method: 'GET', path: `${ONE}/status`, run: getStatus },
  { method: 'GET', path: `${ONE}/ids-signature-bundle`, run: getSignatureBundle },
  { method: 'GET', path: `${ONE}/feature-config`, run: getFeatures },
];
