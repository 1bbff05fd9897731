import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type HandReply, listen } from '../servers/hand-server.ts';
import { PROOF_SIZE } from '../support/proof-size.ts';
import { conducted, conductedAgainst, conductedAt, PATIENT } from './conducted.ts';
import { NSX, PAM, PCE, PRODUCTS, type Product, READINGS, SRM, VARIANTS } from './product-table.ts';

const oauth1 = VARIANTS.filter(({ name }) => name.includes('OAuth 1.0'));

const wrongPasswords: readonly { product: Product; env: Record<string, string>; variables: string[] }[] = [
  { product: NSX, env: { NSX_PASSWORD: 'wrong' }, variables: ['NSX_USERNAME', 'NSX_PASSWORD'] },
  { product: PCE, env: { PCE_API_SECRET: 'wrong' }, variables: ['PCE_API_KEY', 'PCE_API_SECRET'] },
  { product: PAM, env: { PAM_CLIENT_SECRET: 'wrong' }, variables: ['PAM_CLIENT_ID', 'PAM_CLIENT_SECRET'] },
  { product: SRM, env: { SRM_PASSWORD: 'wrong' }, variables: ['SRM_USERNAME', 'SRM_PASSWORD'] },
  ...oauth1.map((product) => {
    return { product, env: { PAM_TOKEN_SECRET: 'wrong' }, variables: ['PAM_TOKEN', 'PAM_TOKEN_SECRET'] };
  }),
];

describe('a wrong password', PATIENT, () => {
  for (const { product, env, variables } of wrongPasswords) {
    for (const reading of READINGS) {
      it(`cannot be tested with, and the reason names the variables: ${product.name}, ${reading}`, async () => {
        const { run, log } = await conducted(product, { reading, env });

        expect(run).toMatchObject({ verdict: 'not-tested', exitCode: 3, findings: [] });
        expect(run.reason).toMatch(/refused/);
        for (const variable of variables) expect(run.reason).toContain(variable);
        // Nobody's account is to be locked by a run that cannot succeed.
        expect(log.length).toBeLessThanOrEqual(3);
      });
    }
  }
});

describe('no server', PATIENT, () => {
  it.each(PRODUCTS)('cannot be tested: $name', async (product) => {
    const port = await freePort();

    const run = await conductedAt(product, `http://127.0.0.1:${port}`);

    expect(run).toMatchObject({ verdict: 'not-tested', exitCode: 3, findings: [] });
    expect(run.reason).toContain(`127.0.0.1:${port}`);
  });
});

const FEW = [PAM];
const MANY = PROOF_SIZE === 'few' ? FEW : PRODUCTS;

const monotonous: readonly {
  title: string;
  reply: HandReply;
  exitCodes: readonly number[];
  products: readonly Product[];
}[] = [
  { title: '404', reply: { status: 404 }, exitCodes: [3], products: MANY },
  { title: '401', reply: { status: 401 }, exitCodes: [3], products: MANY },
  { title: '200 {}', reply: { status: 200, json: {} }, exitCodes: [1], products: MANY },
  { title: '500', reply: { status: 500 }, exitCodes: [1], products: PROOF_SIZE === 'few' ? FEW : [PAM, SRM] },
  { title: '403', reply: { status: 403 }, exitCodes: [3], products: FEW },
  {
    title: '404 with JSON',
    reply: { status: 404, json: { message: 'none' } },
    exitCodes: [3],
    products: FEW,
  },
  { title: '200 []', reply: { status: 200, json: [] }, exitCodes: [1], products: FEW },
  { title: '200 without a body', reply: { status: 200 }, exitCodes: [1], products: FEW },
  { title: '204', reply: { status: 204 }, exitCodes: [1], products: FEW },
  { title: '302', reply: { status: 302, headers: { location: '/login' } }, exitCodes: [1, 3], products: FEW },
  {
    title: '200 with a page',
    reply: { status: 200, body: '<html></html>', headers: { 'content-type': 'text/html' } },
    exitCodes: [1],
    products: FEW,
  },
];

describe.concurrent('a server that answers everything alike', PATIENT, () => {
  for (const { title, reply, exitCodes, products } of monotonous) {
    for (const product of products) {
      it(`is never conformant: ${title}, ${product.name}`, async () => {
        const server = await listen(
          () => ({ ...reply }),
          () => [],
          {},
        );

        const { run } = await conductedAgainst(product, server);

        expect(run.verdict).not.toBe('conformant');
        expect(exitCodes).toContain(run.exitCode);
      });
    }
  }
});

describe('a server that does not speak HTTP', PATIENT, () => {
  it.each(PRODUCTS)('cannot be tested: $name', async (product) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end('220 mail.example ESMTP\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

    const run = await conductedAt(product, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.close();

    expect(run).toMatchObject({ verdict: 'not-tested', exitCode: 3 });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
