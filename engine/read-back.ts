/** Milliseconds that a target may take until what it accepted shows. */
export const READ_BACK_MS = 5000;

/** Milliseconds between two looks. */
export const READ_BACK_PAUSE_MS = 250;
