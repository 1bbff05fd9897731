import { describe, expect, it } from 'vitest';
import { twinEnvironment } from '../../runner/twin-environment.ts';
import { startTwin } from '../../servers/twin/start.ts';
import { conductedAt, contractOf, PATIENT, shown } from '../products/conducted.ts';
import { PAM } from '../products/product-table.ts';

const OAUTH1 = /^PAM_(CONSUMER|TOKEN|SIGNATURE|DEVICE)/;

/** What a run against the twin brings, without the credentials of OAuth 2.0. */
function environment(changed: Readonly<Record<string, string>> = {}): Record<string, string> {
  const own = [...twinEnvironment(contractOf(PAM))].filter(([name]) => OAUTH1.test(name));
  return { ...Object.fromEntries(own), ...changed };
}

async function run(env: Readonly<Record<string, string>>, signatureMethod = 'HMAC-SHA1') {
  const contract = contractOf(PAM);
  const usual = twinEnvironment(contract);
  const scheme = contract.schemes.find(({ kind }) => kind === 'oauth1');
  const parts = [...(scheme?.credentials ?? [])].map(([part, { env: name }]): [string, string] => [
    part,
    part === 'signatureMethod' ? signatureMethod : (usual.get(name) ?? ''),
  ]);
  const credentials = new Map([[scheme?.name ?? '', new Map(parts)]]);
  const twin = await startTwin(contract, { credentials });
  const product = { ...PAM, env };
  return conductedAt(product, twin.url).finally(() => twin.close());
}

describe('a twin whose requests are signed', PATIENT, () => {
  it.each(['HMAC-SHA1', 'HMAC-SHA256'])('lets in who signs with %s', async (method) => {
    const done = await run(environment({ PAM_SIGNATURE_METHOD: method }), method);

    expect(shown(done)).toEqual([]);
    expect(done).toMatchObject({ verdict: 'conformant', exitCode: 0, leftovers: [] });
    expect(done.summary.created).toBeGreaterThan(0);
  });

  it.each(['PAM_CONSUMER_SECRET', 'PAM_TOKEN_SECRET', 'PAM_TOKEN', 'PAM_CONSUMER_KEY'])(
    'does not let in who has another %s',
    async (name) => {
      const done = await run(environment({ [name]: 'another' }));

      expect(done).toMatchObject({ verdict: 'not-tested', exitCode: 3 });
    },
  );
});
