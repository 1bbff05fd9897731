import type { Operation, Response } from '../../model/contract.ts';
import { writtenReply } from '../../servers/twin/written-reply.ts';
import { type Brood, type Ground, type Mutant, mutantId, ofResponses, type Target } from '../mutant.ts';
import { changing } from './changing.ts';
import { FAILURE, NO_REPLY } from './failure.ts';
import type { Spoiling } from './spoiling.ts';
import { WIRE_SPOILINGS } from './wire-spoilings.ts';

const hasBody = ({ contents, empty }: Response) => !empty && contents.length > 0;
const hasJson = (response: Response) =>
  hasBody(response) && response.contents.some(({ mediaType }) => /[/+]json/i.test(mediaType));
const isAny = () => true;
const isSuccess = ({ status }: Response) => status.startsWith('2');

const SPOILINGS: readonly Spoiling[] = [
  {
    check: 'response-server-error',
    family: 'status',
    does: 'fails',
    applies: isSuccess,
    change: () => FAILURE,
  },
  {
    check: 'response-missing',
    family: 'status',
    does: 'hangs up',
    applies: isSuccess,
    change: () => NO_REPLY,
  },
  {
    check: 'response-status-undocumented',
    family: 'status',
    does: 'answers another status',
    applies: isAny,
    change: (reply, operation) => ({ ...reply, status: undocumented(operation, reply.status) }),
  },
  {
    check: 'response-media-type-undocumented',
    family: 'header',
    keyword: 'Content-Type',
    does: 'says that it is something else',
    applies: hasBody,
    change: (reply) => (reply.body === undefined ? reply : { ...reply, mediaType: 'application/x-other' }),
  },
  {
    check: 'response-body-malformed',
    family: 'response',
    does: 'cuts its JSON off',
    applies: hasJson,
    change: (reply) => {
      const { body } = writtenReply(reply);
      return body.length === 0 ? reply : { ...reply, bytes: body.subarray(0, body.length - 1) };
    },
  },
  {
    check: 'response-body-malformed',
    family: 'response',
    does: 'sends nothing',
    applies: (response) => hasJson(response) && isSuccess(response),
    change: (reply) => ({ ...reply, body: undefined, mediaType: undefined }),
  },
  {
    check: 'response-body-not-empty',
    family: 'response',
    does: 'explains what is documented to be empty',
    applies: ({ empty }) => empty,
    change: (reply) =>
      reply.status === 204 ? reply : { ...reply, mediaType: 'application/json', body: { message: 'done' } },
  },
];

/** Servers whose replies are spoilt as a whole: their status, their media type, their bytes. */
export function replyMutants(ground: Ground): Brood {
  return ofResponses(ground, (operation, response) =>
    [...SPOILINGS, ...WIRE_SPOILINGS]
      .filter(({ applies }) => applies(response))
      .map((spoiling) => mutantOf(operation, response, spoiling)),
  );
}

function mutantOf(operation: Operation, response: Response, spoiling: Spoiling): Mutant {
  const { check, family, does, keyword, change } = spoiling;
  const target: Target = {
    operation: operation.id,
    where: response.status,
    statement: response.pointer,
    ...(keyword === undefined ? {} : { keyword }),
  };
  return {
    id: mutantId(family, target, does),
    family,
    check,
    target,
    what: does,
    depart: () => changing(operation, response, (reply, call) => change(reply, operation, call)),
  };
}

/** A status of the same class that the operation does not list. */
function undocumented({ responses }: Operation, status: number): number {
  const first = Math.floor(status / 100) * 100;
  const listed = new Set(responses.map((response) => response.status));
  const others = Array.from({ length: 99 }, (_, at) => first + 98 - at);
  return others.find((other) => !listed.has(String(other)) && other !== status) ?? status;
}
