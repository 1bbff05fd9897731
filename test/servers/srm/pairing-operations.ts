/** The operations on pairings, their remote sessions, issues and servers. */
import type { HandReply } from '../hand-server.ts';
import { type Call, knows, list, NOT_FOUND, noRemoteSession, UNAUTHENTICATED } from './call.ts';
import { FIELDS } from './listing.ts';
import { checkPairingSpec, type PairingSpec, readPairingSpec } from './pairing-spec.ts';
import type { JsonObject } from './shape.ts';
import type { Pairing } from './state.ts';
import * as views from './views.ts';
import { type Route, readJson } from './wire.ts';

function listPairings({ request, session, server }: Call): HandReply {
  const { state, reading } = server;
  return list<Pairing>(server, request, FIELDS.pairings, [...state.pairings.values()], {
    full: (pairing) => views.fullPairing(state, pairing, session),
    shown: (pairing) => views.pairingView(state, pairing, session, reading),
    // P10: partial data, not an error
    missing: (pairing, at) => (session.remote.has(pairing.id) ? [] : [`${at}.remote_srm_server`]),
  });
}

type PairingCall = Call & { readonly pairing: Pairing };

/** Runs `run` on the pairing of the path, which comes before everything in the body (P11). */
function onPairing(run: (call: PairingCall, ...rest: string[]) => HandReply): Route<Call>['run'] {
  return (call, id = '', ...rest) => {
    const pairing = call.server.state.pairings.get(id);
    return pairing ? run({ ...call, pairing }, ...rest) : NOT_FOUND;
  };
}

/** Reads a PairingSpec and hands it on, or answers 400 (P13). */
function withSpec({ request, server }: Call, run: (spec: PairingSpec) => HandReply): HandReply {
  const { reading, faults } = server;
  const lenient = reading === 'lenient';
  const body = readJson(request, { anyType: lenient, noType: lenient });
  if (!body.ok) return views.responseError(400, `The request body is not JSON (${body.reason}).`, reading);
  const complaints = checkPairingSpec(body.value, reading, faults);
  if (complaints.length > 0) return views.responseError(400, complaints.join('; '), reading);
  return run(readPairingSpec(body.value));
}

function createPairing(call: Call): HandReply {
  const { state, reading } = call.server;
  return withSpec(call, (spec) => {
    // P12: undocumented; the strict reading refuses, the lenient one has the task fail
    if (reading === 'strict' && state.isPaired(spec.vcGuid)) {
      return views.responseError(400, 'The sites are paired already.', reading);
    }
    const task = views.taskView(state.createPairing(spec), reading);
    // A5/13: 9.0 answers TaskDrResponseEntity, 8.x a plain Task
    return { status: 202, json: reading === 'strict' ? { ...task, _meta: { errors: [] } } : task };
  });
}

const getPairing = onPairing(({ session, server, pairing }) => {
  const { state, reading } = server;
  const errors = session.remote.has(pairing.id) ? [] : [views.metaError('$.remote_srm_server', reading)];
  const meta = errors.length > 0 || reading === 'lenient' ? { _meta: { errors } } : {};
  return { status: 200, json: { ...views.pairingView(state, pairing, session, reading), ...meta } };
});

const deletePairing = onPairing(({ session, server, pairing }) => {
  if (!session.remote.has(pairing.id)) return noRemoteSession(server);
  return { status: 202, json: views.taskView(server.state.deletePairing(pairing), server.reading) };
});

const reconnectPairing = onPairing((call) => {
  const { server, pairing } = call;
  return withSpec(call, (spec) => ({
    status: 202,
    json: views.taskView(server.state.reconnectPairing(pairing, spec), server.reading),
  }));
});

const openRemote = onPairing(({ request, session, server, pairing }) => {
  // A1: written as OR, meant as AND; the session has been seen to already
  if (!knows(server, request, server.remote)) return UNAUTHENTICATED;
  session.remote.add(pairing.id);
  return { status: 204 };
});

const getRemote = onPairing(({ session, server, pairing }) => {
  if (!session.remote.has(pairing.id)) return noRemoteSession(server);
  return { status: 200, json: { username: server.remote.username } };
});

const listIssues = onPairing(({ request, session, server, pairing }) =>
  list<JsonObject>(server, request, FIELDS.issues, [views.fullIssue(pairing)], {
    full: (issue) => issue,
    shown: (issue) => views.issueView(issue, server.reading),
    missing: (_, at) => (session.remote.has(pairing.id) ? [] : [`${at}.entity_name`]),
  }),
);

function remoteSrm(pairing: Pairing): JsonObject {
  const { remoteSrmId, remoteVcName, spec } = pairing;
  return views.fullSrm(remoteSrmId, `srm.${remoteVcName}`, spec.vcGuid, remoteVcName);
}

const listSrms = onPairing(({ request, server, pairing }) =>
  list<JsonObject>(server, request, FIELDS.srms, [remoteSrm(pairing)], {
    full: (srm) => srm,
    shown: (srm) => views.srmView(srm, server.reading),
  }),
);

const getSrm = onPairing(({ server, pairing }, srmId = '') =>
  srmId === pairing.remoteSrmId
    ? { status: 200, json: views.srmView(remoteSrm(pairing), server.reading) }
    : NOT_FOUND,
);

export const PAIRING_ROUTES: readonly Route<Call>[] = [
  { method: 'GET', path: 'pairings', run: listPairings },
  { method: 'POST', path: 'pairings', run: createPairing },
  { method: 'GET', path: 'pairings/{pairing_id}', run: getPairing },
  { method: 'DELETE', path: 'pairings/{pairing_id}', run: deletePairing },
  { method: 'POST', path: 'pairings/{pairing_id}/actions/reconnect', run: reconnectPairing },
  { method: 'GET', path: 'pairings/{pairing_id}/issues', run: listIssues },
  { method: 'GET', path: 'pairings/{pairing_id}/remote-session', run: getRemote },
  { method: 'POST', path: 'pairings/{pairing_id}/remote-session', run: openRemote },
  { method: 'GET', path: 'pairings/{pairing_id}/srms', run: listSrms },
  { method: 'GET', path: 'pairings/{pairing_id}/srms/{srm_id}', run: getSrm },
];
