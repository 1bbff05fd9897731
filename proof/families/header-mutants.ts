import { meant } from '../../contract/reference.ts';
import { SchemaError, violations } from '../../contract/validation.ts';
import type { Contract, Header, Operation, Response } from '../../model/contract.ts';
import { isObject } from '../../model/json.ts';
import type { HeaderField } from '../../model/request.ts';
import { type Brood, type Ground, type Mutant, mutantId, ofResponses, type Target } from '../mutant.ts';
import { changing } from './changing.ts';

/** Servers that leave a header out that is documented as required, or whose value is not as its schema says. */
export function headerMutants(ground: Ground): Brood {
  return ofResponses(ground, (operation, response) =>
    response.headers
      .filter(({ name }) => !/^content-type$/i.test(name))
      .flatMap((header) => [
        ...(header.required ? [missing(operation, response, header)] : []),
        ...wrong(ground.contract, operation, response, header),
      ]),
  );
}

function targetOf(operation: Operation, { status }: Response, { name, pointer }: Header): Target {
  return { operation: operation.id, where: `${status} header ${name}`, statement: pointer };
}

const isNamed =
  (name: string) =>
  ([other]: HeaderField) =>
    other.toLowerCase() === name.toLowerCase();

function missing(operation: Operation, response: Response, header: Header): Mutant {
  const target = { ...targetOf(operation, response, header), keyword: 'required' };
  const { name } = header;
  return {
    id: mutantId('header', target, 'is missing'),
    family: 'header',
    check: 'response-header-missing',
    target,
    what: `leaves the header ${name} out`,
    depart: () =>
      changing(operation, response, (reply) => ({
        ...reply,
        headers: reply.headers.filter((field) => !isNamed(name)(field)),
      })),
  };
}

const WRONG = 'no, not at all!';

function wrong(contract: Contract, operation: Operation, response: Response, header: Header): Mutant[] {
  const { name, schema } = header;
  if (schema === undefined || !isWrong(contract, schema)) return [];
  const target = { ...targetOf(operation, response, header), keyword: 'schema' };
  return [
    {
      id: mutantId('header', target, 'is something else'),
      family: 'header',
      check: 'response-header-schema-violation',
      target,
      what: `sends ${WRONG} as the header ${name}`,
      depart: () =>
        changing(operation, response, (reply) => {
          if (!reply.headers.some(isNamed(name))) return reply;
          const others = reply.headers.filter((field) => !isNamed(name)(field));
          return { ...reply, headers: [...others, [name, WRONG]] };
        }),
    },
  ];
}

/** Whether the wrong value is one for a header of this schema; what is not text is no list and no object either. */
function isWrong(contract: Contract, schema: string): boolean {
  const declared = meant(contract.document, schema).value;
  const types = isObject(declared) ? [declared['type']].flat() : [];
  if (types.some((type) => type === 'array' || type === 'object')) return false;
  try {
    return violations(contract, schema, 'response', WRONG).length > 0;
  } catch (error) {
    if (error instanceof SchemaError) return false;
    throw error;
  }
}
