import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Contract } from '../../model/contract.ts';
import { UserError } from '../../model/errors.ts';
import type { Pointer } from '../../model/pointer.ts';
import { closed, listening, originOf } from '../listening.ts';
import { type Answer, answerer } from './answer.ts';
import { prismDocument } from './document.ts';
import { type PrismClient, prismClients } from './prism-library.ts';
import { MOCK_FAULT, type MockReply, problem, send } from './reply.ts';
import { readBody } from './request-body.ts';

// Milliseconds; the slowest reply that Prism was measured to give took 50.
const DEADLINE = 10_000;
const TIMEOUTS = { requestTimeout: DEADLINE, headersTimeout: DEADLINE, connectionsCheckingInterval: 1000 };
const MAX_FAULTS = 1000;

/** How to start the mock. */
export interface PrismOptions {
  /** @defaultValue `127.0.0.1` */
  readonly host?: string;
  /** 0 is any free port. @defaultValue 0 */
  readonly port?: number;
  /** `presence`: a request without credentials is refused, any value will do. @defaultValue `presence` */
  readonly credentials?: 'presence' | 'none';
}

/** A request that Prism could not answer: the mock's fault, never the contract's or the request's. */
export interface MockFault {
  readonly method: string;
  readonly url: string;
  readonly reason: string;
}

/** A running mock. */
export interface PrismServer {
  readonly origin: string;
  /** The origin with the contract's base path. */
  readonly url: string;
  /** Requests that the mock itself could not answer; the first 1,000. */
  readonly faults: readonly MockFault[];
  close(): Promise<void>;
}

/**
 * Serves a contract from Prism on a port of its own.
 * @throws UserError where Prism cannot read the document; what node throws where the port cannot be had.
 */
export async function startPrism(contract: Contract, options: PrismOptions = {}): Promise<PrismServer> {
  const { host = '127.0.0.1', port = 0, credentials = 'presence' } = options;
  const { clients, unmade } = await readByPrism(contract);
  const faults: MockFault[] = [];
  const answer = answerer({ contract, clients, unmade, asksCredentials: credentials === 'presence' });
  const server = createServer(TIMEOUTS, (message, response) => void serve(answer, faults, message, response));
  await listening(server, host, port);
  const origin = originOf(server.address());
  return { origin, url: origin + contract.basePath, faults, close: () => closed(server) };
}

interface ReadDocument {
  readonly clients: ReadonlyMap<string, PrismClient>;
  readonly unmade: ReadonlySet<Pointer>;
}

async function readByPrism(contract: Contract): Promise<ReadDocument> {
  try {
    const { document, unmade } = prismDocument(contract);
    return { clients: await prismClients(document), unmade };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('MOCK', `the mock cannot be made of this document: ${reasonOf(error)}`, {
      position: contract.position(''),
      mend: 'Write the document more plainly, for example without the $ref that is named, or test a live target.',
    });
  }
}

async function serve(
  answer: Answer,
  faults: MockFault[],
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A client that goes away, or takes longer than the server waits, is no fault of the mock.
  const body = await readBody(message).catch((): 'gone' => 'gone');
  if (body === 'gone') return;
  const reply = await withDeadline(answer(message, body)).catch((error: unknown) => faulted(reasonOf(error)));
  const reason = reply.headers[MOCK_FAULT];
  if (typeof reason === 'string' && faults.length < MAX_FAULTS) {
    faults.push({ method: message.method ?? '', url: message.url ?? '', reason });
  }
  if (response.destroyed) return;
  try {
    send(response, reply);
  } catch (error) {
    response.destroy(error as Error);
  }
}

function faulted(reason: string): MockReply {
  return problem(500, 'The mock itself failed; this says nothing of the API.', { [MOCK_FAULT]: reason });
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll(/\s+/g, ' ').slice(0, 200);
}

async function withDeadline(reply: Promise<MockReply>): Promise<MockReply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no reply within ${DEADLINE / 1000} s`)), DEADLINE);
  });
  try {
    return await Promise.race([reply, late]);
  } finally {
    clearTimeout(timer);
  }
}
