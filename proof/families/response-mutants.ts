import { violations } from '../../contract/validation.ts';
import {
  breakOne,
  type Fault,
  faults,
  type GeneratorOptions,
  UnsupportedSchemaError,
  unbreakable,
} from '../../generators/index.ts';
import type { Content, Contract, Operation, Response } from '../../model/contract.ts';
import { isObject, type Json, type JsonSchema } from '../../model/json.ts';
import { child, type Pointer, parent, valueAt, withValueAt } from '../../model/pointer.ts';
import { isJson } from '../../servers/media-type.ts';
import {
  type Brood,
  type Ground,
  joined,
  type Mutant,
  mutantId,
  type Target,
  type Unmade,
} from '../mutant.ts';
import { changing } from './changing.ts';

const CHECK = 'response-body-schema-violation';

/** Servers whose bodies break one keyword of their schema at one place. */
export function responseMutants({ contract, unreached }: Ground): Brood {
  return joined(
    contract.operations.flatMap((operation) =>
      operation.responses.flatMap((response) =>
        response.contents.map((content) => {
          const why = unreached(operation, response);
          return why === undefined
            ? bodyMutants(contract, operation, response, content)
            : unreachedBody(operation, response, content, why);
        }),
      ),
    ),
  );
}

/** One line for a whole body that never comes. */
function unreachedBody(operation: Operation, { status }: Response, { schema }: Content, why: string): Brood {
  const said = schema === undefined ? {} : { statement: schema };
  const target: Target = { operation: operation.id, where: `${status} body`, ...said };
  return { mutants: [], unmade: [{ family: 'response', check: CHECK, target, why }] };
}

function bodyMutants(contract: Contract, operation: Operation, response: Response, content: Content): Brood {
  const { schema } = content;
  if (schema === undefined || !isJson(content.mediaType)) return { mutants: [], unmade: [] };
  const declared = schemaAt(contract, schema);
  const options: GeneratorOptions = {
    root: contract.document,
    direction: 'response',
    optional: 'all',
    deprecated: true,
  };
  const targetOf = ({ instance, schema: statement, keyword, member }: Fault): Target => ({
    operation: operation.id,
    where: `${response.status} body`,
    instance,
    statement,
    keyword,
    ...(member === undefined ? {} : { member }),
  });
  try {
    const ways = new Map<string, Fault>();
    for (const fault of faults(declared, options)) {
      const key = mutantId('response', targetOf(fault), '');
      if (!ways.has(key)) ways.set(key, fault);
    }
    const mutants = [...ways.values()].map((fault): Mutant => {
      const target = targetOf(fault);
      const wrong = breakOne(declared, fault, options)?.value;
      return {
        id: mutantId('response', target, fault.what),
        family: 'response',
        check: CHECK,
        target,
        what: `answers with ${fault.instance === '' ? 'a body' : fault.instance} that is ${fault.what}`,
        depart: () =>
          changing(operation, response, (reply) => {
            const body =
              reply.body === undefined ? undefined : spoilt(contract, schema, fault, reply.body, wrong);
            return body === undefined ? reply : { ...reply, body };
          }),
      };
    });
    const unmade = unbreakable(declared, options).map(
      (fault): Unmade => ({ family: 'response', check: CHECK, target: targetOf(fault), why: fault.reason }),
    );
    return { mutants, unmade };
  } catch (error) {
    if (!(error instanceof UnsupportedSchemaError)) throw error;
    const target = { operation: operation.id, where: `${response.status} body`, statement: schema };
    return { mutants: [], unmade: [{ family: 'response', check: CHECK, target, why: error.message }] };
  }
}

function schemaAt({ document }: Contract, pointer: Pointer): JsonSchema {
  const schema = valueAt(document, pointer);
  return typeof schema === 'boolean' || isObject(schema) ? schema : true;
}

/**
 * A body with the fault at its place, and another whole body with it where it does not have the place; undefined where it
 * would not be wrong.
 */
function spoilt(
  contract: Contract,
  schema: Pointer,
  fault: Fault,
  body: Json,
  wrong: Json | undefined,
): Json | undefined {
  if (wrong === undefined) return undefined;
  const at = fault.member === undefined ? fault.instance : child(fault.instance, fault.member);
  const isThere = at !== '' && valueAt(body, parent(at)) !== undefined;
  const made = isThere ? withValueAt(body, at, valueAt(wrong, at)) : wrong;
  const isBroken = violations(contract, schema, 'response', made).length > 0;
  return isBroken ? made : undefined;
}
