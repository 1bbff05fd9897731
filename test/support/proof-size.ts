/**
 * How much of what takes minutes is tried: `few` by `npm run test:runs`, `sample` by `npm run test:servers`, and `whole` by
 * `npm run prove:servers`.
 */
export const PROOF_SIZE = sizeOf(process.env['PROOF']);

function sizeOf(said: string | undefined): 'few' | 'sample' | 'whole' {
  return said === 'sample' || said === 'whole' ? said : 'few';
}
