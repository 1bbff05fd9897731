/**
 * What the SRM server shows of its state. Strict: only what is required or what a client cannot do without;
 * lenient: everything, nulls and members nobody documented included.
 */
import { randomUUID } from 'node:crypto';
import type { HandReply, Reading } from '../hand-server.ts';
import type { JsonObject } from './shape.ts';
import { isTerminal, type Pairing, type Session, type SrmState, type Task } from './state.ts';

const VERSION = '9.0.2';
const THUMBPRINT = Array.from({ length: 32 }, (_, index) => (index * 7).toString(16).padStart(2, '0')).join(
  ':',
);
const UNDOCUMENTED = { x_gateway_node: 'node-1' };

function serverInfo(id: string, name: string, type: 'vc' | 'srm'): JsonObject {
  return {
    id,
    url: `https://${name}:443/${type === 'vc' ? 'sdk' : 'vcdr/extapi/sdk'}`,
    name,
    server_status: 'OK',
    certificates: null,
    certificate_warnings: null,
    version: VERSION,
  };
}

/** The pairing with every member; the remote SRM is known only when logged in to the remote site (P10). */
export function fullPairing(state: SrmState, pairing: Pairing, session: Session): JsonObject {
  const remote = serverInfo(pairing.remoteSrmId, `srm.${pairing.remoteVcName}`, 'srm');
  return {
    pairing_id: pairing.id,
    local_vc_server: serverInfo(state.localVcId, 'vc.local.example', 'vc'),
    // kept without a remote login: a client has no other way to tell its pairing (P4)
    remote_vc_server: serverInfo(pairing.spec.vcGuid, pairing.remoteVcName, 'vc'),
    local_srm_server: serverInfo(state.localSrmId, 'srm.local.example', 'srm'),
    ...(session.remote.has(pairing.id) && { remote_srm_server: remote }),
  };
}

export function pairingView(
  state: SrmState,
  pairing: Pairing,
  session: Session,
  reading: Reading,
): JsonObject {
  const full = fullPairing(state, pairing, session);
  if (reading === 'lenient') return { ...full, ...UNDOCUMENTED };
  return {
    pairing_id: pairing.id,
    remote_vc_server: { id: pairing.spec.vcGuid },
    ...(session.remote.has(pairing.id) && { remote_srm_server: { id: pairing.remoteSrmId } }),
  };
}

/** `_meta.errors` entries: only `field` is required. */
export function metaError(field: string, reading: Reading): JsonObject {
  if (reading === 'strict') return { field };
  return { code: 'NotAuthenticated', message: 'There is no session with the remote site.', field };
}

export function fullSrm(id: string, name: string, vcGuid: string, vcName: string): JsonObject {
  return {
    ...serverInfo(id, name, 'srm'),
    certificates: [{ subject: `CN=${name}`, serial_number: '01', thumbprint: THUMBPRINT }],
    vc_guid: vcGuid,
    vc_name: vcName,
    extension_key: 'com.vmware.vcDr',
  };
}

export function srmView(full: JsonObject, reading: Reading): JsonObject {
  return reading === 'strict' ? { id: full['id'] } : { ...full, ...UNDOCUMENTED };
}

export function fullIssue(pairing: Pairing): JsonObject {
  return {
    entity: pairing.id,
    entity_name: null,
    description: 'The certificate of the remote server expires soon.',
    timestamp: pairing.madeAt,
    status: 'WARNING',
    issue_type: 'SRM',
  };
}

export function issueView(full: JsonObject, reading: Reading): JsonObject {
  if (reading === 'lenient') return { ...full, ...UNDOCUMENTED };
  return { status: full['status'], issue_type: full['issue_type'] };
}

/** A4: progress, error, result and times agree with the status. */
export function fullTask(task: Task): JsonObject {
  const progress = { QUEUED: 0, RUNNING: 50, SUCCESS: 100, ERROR: 50 }[task.status];
  return {
    id: task.id,
    description: `${task.verb} pairing`,
    description_id: `drserver.pairing.${task.verb}`,
    entity: task.entity,
    entity_name: null,
    status: task.status,
    error: task.error === null ? null : { message: task.error, details: null },
    result: task.result,
    progress,
    queued_time: task.queuedTime,
    start_time: task.startTime,
    complete_time: isTerminal(task) ? task.completeTime : null,
  };
}

export function taskView(task: Task, reading: Reading): JsonObject {
  if (reading === 'lenient') return { ...fullTask(task), ...UNDOCUMENTED };
  // A4.2: an error goes with the status ERROR; both its members are optional
  return { id: task.id, status: task.status, ...(task.error !== null && { error: {} }) };
}

/** A ResponseError; all its members are optional. */
export function responseError(status: number, message: string, reading: Reading): HandReply {
  if (reading === 'strict') return { status, json: {} };
  return { status, json: { error_code: `dr.${status}`, message, op_id: randomUUID() } };
}
