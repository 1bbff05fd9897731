import type { IncomingMessage } from 'node:http';
import type { Content, Contract, Operation } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import { isValid } from '../example-value.ts';
import { contentOf, isJson } from '../media-type.ts';
import { allowedMethods, operationFor, type Route, routesOf } from '../routes.ts';
import { challengeOf } from './credentials.ts';
import { preferencesOf } from './prefer.ts';
import type { PrismClient, PrismReply } from './prism-library.ts';
import { type Incoming, prismPath, prismRequest, splitTarget } from './prism-request.ts';
import { type Delimiters, delimitersOf } from './query.ts';
import { documentedResponse, faultOf, refusalStatus, type SeenFault } from './refusals.ts';
import { asDocumented, type MockReply, mediaTypeOf, problem, withoutBody } from './reply.ts';
import { NO_BODY, type ReadBody } from './request-body.ts';

/** Answers the requests of one contract; a body that is undefined was too large. */
export type Answer = (message: IncomingMessage, body: ReadBody | undefined) => Promise<MockReply>;

/** What answers are made from. */
export interface AnswerSources {
  readonly contract: Contract;
  readonly clients: ReadonlyMap<string, PrismClient>;
  /** Response bodies for which there is no valid example. */
  readonly unmade: ReadonlySet<Pointer>;
  /** False where nobody asks for credentials. */
  readonly asksCredentials: boolean;
}

interface Mock extends AnswerSources {
  readonly delimiters: ReadonlyMap<string, Delimiters>;
  readonly route: (path: string) => Route | undefined;
}

/** Builds the function that answers, with everything that can be prepared once. */
export function answerer(sources: AnswerSources): Answer {
  const { contract } = sources;
  const delimiters = new Map(
    contract.operations.map((operation) => [operation.id, delimitersOf(contract, operation)]),
  );
  const mock: Mock = { ...sources, delimiters, route: routesOf(contract.operations) };
  return async (message, body) =>
    body ? answer(mock, message, body) : problem(413, 'The body is larger than 10 MiB.');
}

async function answer(mock: Mock, message: IncomingMessage, body: ReadBody): Promise<MockReply> {
  const { path, query } = splitTarget(message.url ?? '/', mock.contract.basePath);
  const route = path === undefined ? undefined : mock.route(path);
  if (path === undefined || !route) return problem(404, 'The contract has no such path.');
  const operation = operationFor(route.operations, message.method);
  if (!operation) return refuseMethod(mock, route);
  // What nobody documented means nothing (RFC 9110, 9.3.1); Prism would refuse its media type.
  const incoming = { message, body: operation.body ? body : NO_BODY, path, query };
  return answerOperation(mock, operation, incoming);
}

async function refuseMethod(mock: Mock, { operations }: Route): Promise<MockReply> {
  const allow = allowedMethods(operations).join(', ');
  const speaker = operations.find(({ responses }) =>
    responses.some(({ refuses }) => refuses?.includes('method')),
  );
  const own = problem(405, 'The contract has no such method at this path.', { allow });
  if (!speaker) return own;
  const status = refusalStatus(speaker, 'method') ?? 405;
  const reply = await documentedRefusal(mock, speaker, status);
  return status === 405 ? { ...reply, headers: { ...reply.headers, allow } } : reply;
}

async function answerOperation(mock: Mock, operation: Operation, incoming: Incoming): Promise<MockReply> {
  const { message } = incoming;
  const preferences = preferencesOf(message.headers.prefer?.toString());
  const path = prismPath(incoming, mock.delimiters.get(operation.id));
  const { method } = operation;
  // Prism knows no HEAD in the place of a GET.
  const request = { ...prismRequest(mock.contract, incoming, preferences.rest), method };
  const client = clientOf(mock, operation);
  const first = await client.ask(path, request, preferences.choice, true);
  const fault = faultIn(mock, operation, first, incoming);
  if (fault !== undefined) return refuse(mock, operation, first, fault);
  const isRefusedWrongly = faultOf(first.violations) !== undefined;
  const reply = isRefusedWrongly ? await client.ask(path, request, preferences.choice, false) : first;
  return told(mock, operation, reply);
}

function faultIn(
  { contract, asksCredentials }: Mock,
  operation: Operation,
  { violations: found }: PrismReply,
  { message, body: { value, isMalformed } }: Incoming,
): SeenFault | undefined {
  const relevant = asksCredentials ? found : found.filter(({ code }) => String(code) !== '401');
  const fault = faultOf(relevant);
  if (isMalformed) return fault === 'credentials' || fault === 'media-type' ? fault : 'body';
  // Prism takes null, false, 0 and "" for no body, whether it must be there or not.
  const isUnseen = value !== undefined && !value;
  if (!isUnseen || (fault !== undefined && fault !== 'body')) return fault;
  const schema = sentContent(operation, message.headers['content-type'])?.schema;
  return schema === undefined || isValid(contract, schema, 'request', value) ? undefined : 'body';
}

function sentContent({ body }: Operation, mediaType = ''): Content | undefined {
  const contents = body?.contents ?? [];
  return (
    contentOf(contents, mediaType) ??
    contents.find((content) => isJson(content.mediaType)) ??
    contents.find((content) => content.mediaType.includes('*'))
  );
}

async function refuse(
  mock: Mock,
  operation: Operation,
  first: PrismReply,
  fault: SeenFault,
): Promise<MockReply> {
  const status = refusalStatus(operation, fault);
  const reply = await (status === undefined
    ? ownRefusal(mock, operation, first)
    : documentedRefusal(mock, operation, status));
  const isChallenged = Object.keys(reply.headers).some((name) => name.toLowerCase() === 'www-authenticate');
  if (reply.status !== 401 || isChallenged) return reply;
  return {
    ...reply,
    headers: { ...reply.headers, 'www-authenticate': challengeOf(mock.contract, operation) },
  };
}

/** Prism's own refusal, where the contract documents none; ours where Prism sees no fault in a body. */
function ownRefusal(mock: Mock, operation: Operation, first: PrismReply): MockReply {
  return first.status < 400 ? problem(400, 'The body breaks the contract.') : told(mock, operation, first);
}

async function documentedRefusal(mock: Mock, operation: Operation, status: number): Promise<MockReply> {
  const blank = { method: operation.method, headers: {} };
  // Without the request's Accept: a refusal comes as it is documented. Its own path may be what Prism throws on.
  const choice = { dynamic: false, code: status };
  const reply = await clientOf(mock, operation).ask(operation.path, blank, choice, false);
  return told(
    mock,
    operation,
    reply.status === status ? reply : problem(status, 'The request breaks the contract.'),
  );
}

/** A reply as it is documented; a body that Prism made up and the contract does not allow is not sent. */
function told({ contract, unmade }: Mock, operation: Operation, reply: PrismReply | MockReply): MockReply {
  const documented = documentedResponse(operation, reply.status);
  const shown = asDocumented(reply, documented);
  const content = documented && contentOf(documented.contents, mediaTypeOf(shown));
  if (content?.schema === undefined || !unmade.has(content.pointer)) return shown;
  const isRight =
    shown.data !== undefined && isValid(contract, content.schema, 'response', shown.data as Json);
  return isRight ? shown : withoutBody(shown, `no value can be made for the schema at ${content.schema}`);
}

function clientOf({ clients }: Mock, { id }: Operation): PrismClient {
  const client = clients.get(id);
  if (!client) throw new Error(`Prism did not read ${id}.`);
  return client;
}
