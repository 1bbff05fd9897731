import { perSchema } from '../contract/per-schema.ts';
import { ANY, schemaPlaces } from '../contract/schema-walk.ts';
import { isSecret } from '../contract/secrets.ts';
import type { Broken, Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { equalJson, isObject } from '../model/json.ts';
import { type Pointer, tokens, valueAt } from '../model/pointer.ts';
import type { Exchange } from '../model/trace.ts';
import { documentedHeader } from './documented-header.ts';
import { contentFor, documentedResponse } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';
import { replyStatement } from './reply-statement.ts';
import { holds, isMask, placesOf, type SentSecret, sentCredentials, sentInBody } from './sent-secrets.ts';
import { stringsIn } from './strings-in.ts';

/** No reply holds a secret that the run sent, nor a writeOnly member with its value. */
export const responseDisclosesSecret: Check = {
  id: 'response-discloses-secret',
  title: 'No reply holds a secret that was sent',
  level: 'should',
  judges: ['exchange', 'life'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind === 'exchange') {
      const { exchange } = trace;
      const secrets = [...sentCredentials(contract, exchange), ...sentInBody(contract, exchange)];
      return judged(contract, exchange, secrets);
    }
    if (trace.kind !== 'life') return [];
    const exchanges = trace.steps.map(({ exchange }) => exchange);
    return exchanges.flatMap((exchange, at) => {
      const before = exchanges.slice(0, at);
      const secrets = before.flatMap((earlier) => sentInBody(contract, earlier));
      return secrets.length === 0 ? [] : judged(contract, exchange, secrets, before);
    });
  },
};

function judged(
  contract: Contract,
  exchange: Exchange,
  secrets: readonly SentSecret[],
  steps?: readonly Exchange[],
): Judgement[] {
  const { operation, reply } = exchange;
  if (!reply) return [];
  const writeOnly = steps ? undefined : writeOnlyIn(contract, exchange);
  if (secrets.length === 0 && writeOnly === undefined) return [];
  const told = secrets
    .map((secret) => disclosed(contract, exchange, secret))
    .find((one) => one !== undefined);
  const found = [told, ...(writeOnly ?? [])].filter((one) => one !== undefined);
  return brokenOrHolds(
    operation,
    found.map((one) => (steps ? { ...one, steps: [...steps, exchange] } : one)),
  );
}

/** The first place of a reply that holds a secret and need not. */
function disclosed(contract: Contract, exchange: Exchange, secret: SentSecret): Broken | undefined {
  const place = inHeaders(contract, exchange, secret.value) ?? inBody(contract, exchange, secret.value);
  if (place === undefined) return undefined;
  return broken({
    statement: replyStatement(contract, exchange, 'content', 'should'),
    instance: null,
    message: `${place} holds what the request sent as ${secret.what}`,
    expected: inWords('a reply without it'),
    // The value itself is what nobody is to see.
    received: inWords(place),
    exchange,
  });
}

/** A session that is given anew comes where sessions come. */
function inHeaders(contract: Contract, exchange: Exchange, secret: string): string | undefined {
  const carriers = new Set(contract.schemes.flatMap(({ carrier }) => carrier?.name.toLowerCase() ?? []));
  const response = documentedResponse(exchange);
  const found = exchange.reply?.headers.find(([name, value]) => {
    if (/^set-cookie$/i.test(name) || carriers.has(name.toLowerCase()) || !holds(value, secret)) return false;
    const { pointer } = documentedHeader(response, name) ?? {};
    const declared = pointer === undefined ? undefined : valueAt(contract.document, pointer);
    return !(isObject(declared) && (isSecret(declared) || isSecret(declared['schema'])));
  });
  return found && `the header ${found[0]}`;
}

function inBody(contract: Contract, exchange: Exchange, secret: string): string | undefined {
  const { reply } = exchange;
  if (!reply) return undefined;
  if (reply.json === undefined) {
    return holds(Buffer.from(reply.body).toString('utf8'), secret) ? 'the body' : undefined;
  }
  const found = stringsIn(reply.json).find(
    ({ at, text }) => holds(text, secret) && !isMeantFor(contract, exchange, at, text === secret),
  );
  return found && `the body’s ${found.at}`;
}

/** Whether the contract says that a place holds secrets, or describes a member that holds just this value. */
function isMeantFor(contract: Contract, exchange: Exchange, at: Pointer, isWhole: boolean): boolean {
  const schema = schemaOf(exchange);
  if (schema === undefined) return false;
  const here = schemaPlaces(contract.document, schema).filter(({ instance }) => isAt(instance, at));
  if (here.some(({ value }) => isObject(value) && value['writeOnly'] === true)) return false;
  if (here.some(({ value }) => isSecret(value))) return true;
  return isWhole && here.some(({ instance }) => instance !== '' && tokens(instance).at(-1) !== ANY);
}

/** `*` stands for any item or any other member. */
function isAt(instance: Pointer, at: Pointer): boolean {
  const wanted = tokens(instance);
  const given = tokens(at);
  return (
    wanted.length === given.length && wanted.every((token, index) => token === ANY || token === given[index])
  );
}

/** What a reply says at writeOnly places; undefined where its schema has none. */
function writeOnlyIn(contract: Contract, exchange: Exchange): Broken[] | undefined {
  const schema = schemaOf(exchange);
  const { reply } = exchange;
  if (schema === undefined || reply?.json === undefined || !hasWriteOnly(contract.document, schema))
    return undefined;
  return placesOf(contract, schema, reply.json).flatMap(({ instance, schema: at, value, sent }) => {
    if (!isObject(value) || value['writeOnly'] !== true || sent === undefined || isMask(sent)) return [];
    const isSent = equalJson(valueAt(exchange.body, instance), sent);
    return [
      broken(
        {
          statement: contract.statement(at, 'writeOnly'),
          instance: null,
          message: `${instance} comes back with ${isSent ? 'the value that was sent' : 'a value'}, and is writeOnly`,
          expected: inWords('no such member, or an empty one'),
          received: instance,
          exchange,
        },
        // What nobody sent may be a mask of an unusual kind.
        isSent ? 'should' : 'may',
      ),
    ];
  });
}

const hasWriteOnly = perSchema((document, schema) =>
  schemaPlaces(document, schema).some(({ value }) => isObject(value) && value['writeOnly'] === true),
);

function schemaOf(exchange: Exchange): Pointer | undefined {
  const response = documentedResponse(exchange);
  const type = exchange.reply?.contentType;
  return response && type !== undefined ? contentFor(response, type)?.schema : undefined;
}
