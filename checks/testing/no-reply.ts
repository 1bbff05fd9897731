/** What came back where nothing did. */
export const NO_REPLY = {
  status: 0,
  failure: { code: 'reset', message: 'other side closed' },
} as const;
