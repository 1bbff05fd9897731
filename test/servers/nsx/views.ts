/**
 * What the sensor server shows of its state. Strict: what is required, or what a rule of the life cycle rests on;
 * lenient: everything, with undocumented members wherever the vendor has not closed the object.
 */
import type { HandReply, Reading } from '../hand-server.ts';
import type { MpsConfig, Sensor, Token, Version } from './state.ts';
import { statusOf } from './state.ts';

export type View = Readonly<Record<string, unknown>>;

const UNDOCUMENTED = { x_platform_node: 'node-1' };
const DAY = 86_400_000;

export function fullToken(token: Token): View {
  return {
    _create_user: token.createdBy,
    _create_time: token.createdAt,
    _last_modified_user: token.createdBy,
    _last_modified_time: token.createdAt,
    _revision: 0,
    _resource_type: 'SensorRegistrationTokenInfo',
    _system_owned: false,
    id: token.id,
    display_name: token.displayName,
    description: token.description,
    site_ids: token.siteIds,
    allowed_instance_count: token.allowed,
    // B3: this is how the secret comes back
    passphrase: '',
    device_type: 'SENSOR',
    status: statusOf(token),
    registration_manifest: token.manifest,
    expiration: token.expiration,
    usage_count: token.used,
    number_available: Math.max(0, token.allowed - token.used),
  };
}

// the members that N1 and N2 speak of
const TOKEN_MEMBERS = [
  ...['id', 'display_name', 'description', 'allowed_instance_count', 'status', 'registration_manifest'],
  ...['expiration', 'usage_count'],
];

export function tokenView(token: Token, reading: Reading): View {
  const full = fullToken(token);
  return reading === 'strict' ? pick(full, TOKEN_MEMBERS) : { ...full, ...UNDOCUMENTED };
}

export function fullSensor(sensor: Sensor): View {
  return {
    _create_user: 'ndr-sensor',
    _create_time: sensor.createdAt,
    _last_modified_user: sensor.modifiedBy,
    _last_modified_time: sensor.modifiedAt,
    _revision: sensor.revision,
    id: sensor.id,
    display_name: sensor.displayName,
    description: sensor.description,
    token_id: sensor.tokenId,
    certificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    pem_encoded: 'MIIB',
    algorithm: 'RSA',
    key_size: 3072,
  };
}

export function sensorView(sensor: Sensor, reading: Reading): View {
  const full = fullSensor(sensor);
  if (reading === 'lenient') return { ...full, ...UNDOCUMENTED };
  // without its revision no client could update it (N12)
  return pick(full, ['id', 'display_name', 'description', '_revision']);
}

export function statusView(sensor: Sensor, reading: Reading): View {
  const part = sensor.health === 'OK' ? 'OK' : 'DEGRADED';
  const full = {
    registration_status: 'REGISTERED',
    health: sensor.health,
    sniffing_health: part,
    uploading_health: 'OK',
    rapid_health: 'DISABLED',
    uptime: Date.now() - sensor.createdAt,
    _last_modified_time: sensor.modifiedAt,
  };
  return reading === 'strict' ? pick(full, ['registration_status', 'health']) : full;
}

export function signatureBundleView(sensor: Sensor, reading: Reading, version: Version): View {
  const base = { bundle_id: 'ids-bundle-1', ids_signature_bundle_version: '2026.04.1' };
  if (reading === 'strict') return base;
  const creation = version === '5.2' ? { bundle_creation_time: sensor.createdAt - DAY } : {};
  return { ...base, ...creation, number_of_signatures: 18_250, _last_modified_time: sensor.createdAt };
}

export function featureView({ features }: Sensor, mps: MpsConfig, reading: Reading): View {
  const idsConfig = { ids_config: { pcap_enabled: features.pcap } };
  return {
    ids_enabled: features.ids,
    flows_enabled: features.flows,
    mps_enabled: features.mps,
    ...((features.ids || reading === 'lenient') && idsConfig),
    ...(features.mps && reading === 'lenient' && { mps_config: mps }),
  };
}

export function detailView(sensor: Sensor, mps: MpsConfig, reading: Reading, version: Version): View {
  if (reading === 'strict') return { sensor_info: sensorView(sensor, reading) };
  const modified = version === '5.2' ? { _last_modified_time: sensor.modifiedAt } : {};
  return {
    sensor_info: sensorView(sensor, reading),
    appliance_info: {
      cpu_sockets: 2,
      cpu_cores: 8,
      memory: 64,
      software_version: sensor.softwareVersion,
      ...modified,
    },
    appliance_networking_info: {
      host_name: sensor.hostName,
      nics: [
        { mac_address: '00:50:56:aa:00:01', ipv4_address: '10.0.0.11', ipv6_address: '', is_mgmt: true },
        // B6/15: sniffing interfaces have no address, whatever the pattern says
        { mac_address: '00:50:56:aa:00:02', ipv4_address: '', ipv6_address: '', is_mgmt: false },
      ],
      dns: ['10.0.0.2'],
      ntp: ['10.0.0.3'],
      home_networks: ['10.0.0.0/8'],
    },
    appliance_ids_signature_info: signatureBundleView(sensor, reading, version),
    sensor_feature_config: featureView(sensor, mps, reading),
    sensor_status: statusView(sensor, reading),
  };
}

/** An Error: the code is "HTTP status or application error code". */
export function errorReply(status: number, message: string, reading: Reading): HandReply {
  if (reading === 'strict') return { status, json: { error_code: status, error_message: message } };
  return { status, json: { error_code: 30_000 + status, module_name: 'sensor', error_message: message } };
}

function pick(full: View, names: readonly string[]): View {
  return Object.fromEntries(
    names.filter((name) => full[name] !== undefined).map((name) => [name, full[name]]),
  );
}
