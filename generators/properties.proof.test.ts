import { describe, it } from 'vitest';
import type { Json } from '../model/json.ts';
import type { ProvedFault } from './invalid/fault.ts';
import { faults } from './invalid/faults.ts';
import { invalid } from './invalid/invalid.ts';
import {
  type ArbitraryClaim,
  assertDeterministic,
  assertShrinks,
  assertSound,
} from './testing/arbitrary-assertions.ts';
import { schemaTable } from './testing/schema-table.ts';
import { secondOpinion } from './testing/second-opinion.ts';
import { bySpecification } from './testing/specification.ts';
import { valid } from './valid/valid.ts';

/** Values of all faults of a schema together. */
const FAULTY_VALUES = 1000;
/** Faults of a schema of which a value is shrunk. */
const SHRUNK = 25;

describe.each(schemaTable)('values of $name', ({ name, schema }) => {
  const claim = async (): Promise<ArbitraryClaim> => {
    const isValid = await bySpecification(schema);
    const errors = secondOpinion(schema);
    const flaw = (value: Json): string | undefined =>
      isValid(value) && errors(value).length === 0 ? undefined : 'it is not valid';
    return { name, arbitrary: valid(schema), flaw };
  };

  it('are valid to two validators', async () => assertSound(await claim()));
  it('are the same for the same seed', async () => assertDeterministic(await claim()));
  it('shrink to smaller ones that are valid', async () => assertShrinks(await claim()));
});

describe.each(schemaTable)('faulty values of $name', ({ schema }) => {
  const all = faults(schema);
  const claim = async (fault: ProvedFault): Promise<ArbitraryClaim> => {
    const isValid = await bySpecification(schema);
    const errors = secondOpinion(schema);
    const flaw = (value: Json): string | undefined => {
      if (isValid(value) && !isOfOpenApi(fault)) return 'it is valid';
      return flawByAjv(fault, errors(value));
    };
    return { name: fault.id, arbitrary: invalid(schema, fault), flaw };
  };

  it('have their fault and nothing but what it names', async () => {
    const share = Math.ceil(FAULTY_VALUES / Math.max(1, all.length));
    for (const fault of all) assertSound(await claim(fault), share);
  });

  it('are the same for the same seed', async () => {
    for (const fault of all.slice(0, 5)) assertDeterministic(await claim(fault));
  });

  it('shrink to smaller ones that have the fault', async () => {
    for (const fault of all.slice(0, SHRUNK)) assertShrinks(await claim(fault));
  });
});

/** Formats that the specification leaves to OpenAPI: ajv-formats alone knows them. */
function isOfOpenApi({ keyword, what }: ProvedFault): boolean {
  return keyword === 'format' && /format (int32|byte):/.test(what);
}

type AjvErrors = ReturnType<ReturnType<typeof secondOpinion>>;

function flawByAjv(fault: ProvedFault, errors: AjvErrors): string | undefined {
  // ajv never looks at a member of this name.
  if (fault.instance.includes('__proto__')) return undefined;
  const isFault = ({ keyword, instancePath }: AjvErrors[number]): boolean =>
    keyword === fault.keyword && instancePath === fault.instance;
  if (!errors.some(isFault)) return 'ajv does not find it';
  const other = errors.find((error) => !isFault(error) && !isNamed(fault, error));
  return other && `ajv finds ${other.keyword} at ${other.instancePath}, too`;
}

/** ajv tells `if` where a branch of it fails, and the schemas of names and contained items that fail. */
function isNamed({ companions }: ProvedFault, { keyword, instancePath }: AjvErrors[number]): boolean {
  return companions.some((companion) =>
    companion.keyword === undefined
      ? instancePath === companion.instance || instancePath.startsWith(`${companion.instance}/`)
      : companion.keyword === keyword && companion.instance === instancePath,
  );
}
