import type { Contract } from '../../model/contract.ts';
import { contractFile, openContract, productVersions, shippedContracts } from '../contracts.ts';
import { envExample } from '../env-example.ts';
import { variablesOf } from '../variables.ts';

interface Listed {
  readonly contract: Contract;
  readonly versions: readonly string[];
}

/** Lists the shipped contracts, or the operations and variables of those that are named. */
export function listCommand(
  references: readonly string[],
  options: { json?: boolean; env?: boolean },
): number {
  const names = references.length > 0 ? references : shippedContracts();
  const listed = names.map((reference) => ({
    contract: openContract(reference, undefined),
    versions: productVersions(contractFile(reference)),
  }));
  if (options.env) process.stdout.write(envExample(listed.map(({ contract }) => contract)));
  else if (options.json) process.stdout.write(`${JSON.stringify(listed.map(shape), null, 2)}\n`);
  else process.stdout.write(listed.map((each) => text(each, references.length > 0)).join(''));
  return 0;
}

function shape({ contract, versions }: Listed): object {
  const { name, title, version, file, basePath, operations } = contract;
  return {
    name,
    title,
    version,
    file,
    basePath,
    productVersions: versions,
    variables: variablesOf(contract).map(({ name: variable, feeds, value, isOptional }) => ({
      name: variable,
      feeds,
      default: value.default ?? null,
      optional: isOptional,
    })),
    operations: operations.map(({ id, operationId, effect, dangerous, summary }) => ({
      id,
      operationId: operationId ?? null,
      effect,
      dangerous,
      summary,
    })),
  };
}

function text({ contract, versions }: Listed, isWhole: boolean): string {
  const { name, title, operations } = contract;
  const also = versions.length > 0 ? `, versions ${versions.join(', ')}` : '';
  const head = `${name}  ${title} (${operations.length} operations${also})`;
  if (!isWhole) return `${head}\n`;
  const width = Math.max(0, ...operations.map(({ id }) => id.length));
  const lines = operations.map(({ id, effect, dangerous, summary }) => {
    return `  ${id.padEnd(width)}  ${effect.padEnd(7)}  ${summary}${dangerous ? ' (full mode only)' : ''}`;
  });
  const variables = variablesOf(contract).map(({ name: variable, feeds, value, unset: meaning }) => {
    const [first = '', ...others] = feeds;
    const more = others.length > 0 ? `, and ${others.length} more` : '';
    const unset = value.default === undefined ? '' : `; not set: ${meaning}`;
    return `  ${variable}  ${first}${more}${unset}`;
  });
  const environment = variables.length === 0 ? [] : ['', 'Variables:', ...variables];
  return `${[head, '', ...lines, ...environment, ''].join('\n')}\n`;
}
