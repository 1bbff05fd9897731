import { openContract, productVersions, contractFile, shippedContracts } from '../contracts.ts';

/** Lists the shipped contracts, or the operations of those that are named. */
export function listCommand(references: readonly string[], options: { json?: boolean }): number {
  const names = references.length > 0 ? references : shippedContracts();
  const contracts = names.map((reference) => {
    const contract = openContract(reference, undefined);
    return {
      name: contract.name,
      title: contract.title,
      file: contract.file,
      versions: productVersions(contractFile(reference)),
      variables: [...new Set([...contract.schemes.flatMap(({ credentials }) => [...credentials.values()]), ...contract.siteValues].map(({ env }) => env))],
      operations: contract.operations.map(({ id, operationId, effect, summary }) => ({
        id,
        operationId: operationId ?? null,
        effect,
        summary,
      })),
    };
  });
  if (options.json) {
    process.stdout.write(`${JSON.stringify(contracts, null, 2)}\n`);
    return 0;
  }
  for (const { name, title, versions, operations, variables } of contracts) {
    const also = versions.length > 0 ? `, versions ${versions.join(', ')}` : '';
    process.stdout.write(`${name}  ${title} (${operations.length} operations${also})\n`);
    if (references.length === 0) continue;
    for (const { id, summary } of operations) process.stdout.write(`  ${id}  ${summary}\n`);
    process.stdout.write(`  variables: ${variables.join(', ')}\n`);
  }
  return 0;
}
