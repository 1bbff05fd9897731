/** Argument of commands that take any number of contracts. */
export const CONTRACTS = [
  '[contract...]',
  'a name under specs/ or an OpenAPI file; none: all that are shipped',
] as const;

/** Argument of commands that take one contract. */
export const CONTRACT = ['<contract>', 'a name under specs/ or an OpenAPI file'] as const;
