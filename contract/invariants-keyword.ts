/** The extension that holds what must hold between members. */
export const INVARIANTS = 'x-assay-invariants';
