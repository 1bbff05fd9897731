import type { MockChoice } from './prism-library.ts';

/** What of a Prefer header is for Prism, and what is for the API. */
export interface Preferences {
  readonly choice: MockChoice;
  /** The header without Prism's own preferences. */
  readonly rest: string | undefined;
}

/**
 * Splits a Prefer header (RFC 7240): `code=`, `example=`, `dynamic=` and `seed=` choose Prism's reply, everything else
 * belongs to the API.
 */
export function preferencesOf(header: string | undefined): Preferences {
  const own = new Map<string, string>();
  const rest = (header ?? '').split(/\s*[,;]\s*/).filter((preference) => {
    const said = /^(code|example|dynamic|seed)\s*=\s*"?([^"]*)"?$/i.exec(preference.trim());
    if (said) own.set(String(said[1]).toLowerCase(), String(said[2]));
    return !said && preference !== '';
  });
  const code = own.get('code') ?? '';
  const exampleKey = own.get('example');
  const seed = own.get('seed');
  return {
    choice: {
      dynamic: own.get('dynamic') === 'true',
      ...(/^[1-5]\d\d$/.test(code) ? { code: Number(code) } : {}),
      ...(exampleKey === undefined ? {} : { exampleKey }),
      ...(seed === undefined ? {} : { seed }),
    },
    rest: own.size === 0 ? header : rest.length > 0 ? rest.join(', ') : undefined,
  };
}
