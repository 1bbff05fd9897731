/** Whether all is tried (`npm run prove:state`), or a sample (`npm run test:state`). */
export const isWhole = process.env['PROOF'] === 'whole';
