export { compile } from '../contract/compile.ts';
export type { Contract } from '../model/contract.ts';
export type { Event } from '../model/event.ts';
export type { Finding, Run } from '../model/run.ts';
export { budgetOf } from '../plan/options.ts';
export { plan } from '../plan/plan.ts';
export { type ConductOptions, conduct } from './conduct.ts';
export { defaultOptions } from './default-options.ts';
