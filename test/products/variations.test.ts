import { describe, expect, it } from 'vitest';
import type { Faults, HandReply } from '../servers/hand-server.ts';
import { PROOF_SIZE } from '../support/proof-size.ts';
import { conductedAgainst, PATIENT, shown } from './conducted.ts';
import { NSX, PAM, PCE, PRODUCTS, type Product, READINGS, SRM } from './product-table.ts';
import { behind, type WireManners } from './wire-proxy.ts';

interface Variation {
  readonly title: string;
  readonly products: readonly Product[];
  readonly faults?: Faults;
  readonly wire?: WireManners;
}

type Members = Record<string, unknown>;

const WITHOUT_SRM = PRODUCTS.filter((product) => product !== SRM);

/** What correct servers do otherwise than the hand-written ones. */
const variations: readonly Variation[] = [
  {
    title: 'shows members that nobody documented',
    products: [NSX, PAM, SRM],
    faults: written((json) => everywhere(json, (object) => ({ ...object, x_future: { of: [1] } }))),
  },
  {
    title: 'names the character set of its JSON, in other letters',
    products: WITHOUT_SRM,
    wire: { contentType: (type) => type.replace('application/json', 'Application/JSON; charset=UTF-8') },
  },
  {
    title: 'closes connections and cuts bodies in pieces',
    products: WITHOUT_SRM,
    wire: { closes: true, chunked: true, header: (name) => name.toUpperCase() },
  },
  {
    title: 'asks for patience now and then',
    products: [NSX, PCE],
    wire: {
      answer: (count) =>
        count % 25 === 7 ? { status: count % 2 ? 429 : 503, headers: { 'retry-after': '0' } } : undefined,
    },
  },
  {
    title: 'forgets sessions and tokens',
    products: [PAM],
    wire: {
      answer: (count, path) =>
        count > 3 && count % 20 === 0 && !path.includes('token') ? { status: 401 } : undefined,
    },
  },
  {
    title: 'sends its jobs to another host',
    products: [PCE],
    faults: {
      tamper: (_, reply) => {
        const path = reply.headers?.['location']?.replace(/^https?:\/\/[^/]+\/api\/v2/, '');
        if (path === undefined) return reply;
        return {
          ...reply,
          headers: { ...reply.headers, location: `https://pce.example.com:8443/api/v2${path}` },
        };
      },
    },
  },
  {
    title: 'writes limits of keys as numbers',
    products: [PCE],
    faults: written((json) =>
      everywhere(json, (object) => mapped(object, ['key_lifespan', 'allowed_uses_per_key'], asNumber)),
    ),
  },
  {
    title: 'refuses with 400 and no body',
    products: [PCE],
    faults: {
      tamper: (_, reply) => (reply.status === 406 ? { status: 400, headers: reply.headers ?? {} } : reply),
    },
  },
  {
    title: 'has no sensors yet',
    products: [NSX],
    faults: {
      tamper: (request, reply) =>
        reply.status === 200 && request.method === 'GET' && /appliances(\/details)?$/.test(request.path)
          ? { ...reply, json: { results: [] } }
          : reply,
    },
  },
  {
    title: 'refuses at the gateway, in the words of the gateway',
    products: [PAM],
    faults: {
      tamper: (request, reply) =>
        reply.status === 401 && !request.path.includes('token')
          ? { status: 404, json: { message: 'no Route matched with those values' } }
          : reply,
    },
  },
  {
    title: 'says nothing of its metadata',
    products: [SRM],
    faults: written((json) => (isMembers(json) && '_meta' in json ? { ...json, _meta: null } : json)),
  },
];

describe.concurrent('a correct server', PATIENT, () => {
  for (const [index, { title, products, faults, wire }] of variations.entries()) {
    // By turns: both readings of each would double the time and say little more.
    const reading = READINGS[index % READINGS.length] ?? 'strict';
    for (const product of PROOF_SIZE === 'few' ? products.slice(-1) : products) {
      it(`is found conformant though it ${title}: ${product.name}, ${reading}`, async () => {
        const bare = await product.start({ reading, ...(faults ? { faults } : {}) });
        const server = wire ? await behind(bare, wire) : bare;

        const { run, leftovers } = await conductedAgainst(product, server);

        expect(shown(run)).toEqual([]);
        expect(run).toMatchObject({ verdict: 'conformant', exitCode: 0 });
        expect(leftovers).toEqual([]);
      });
    }
  }
});

/** Changes every JSON body. */
function written(change: (json: unknown) => unknown): Faults {
  return {
    tamper: (_, reply): HandReply =>
      reply.json === undefined ? reply : { ...reply, json: change(structuredClone(reply.json)) },
  };
}

/** Changes every object of a body. */
function everywhere(value: unknown, change: (object: Members) => Members): unknown {
  if (Array.isArray(value)) return value.map((item) => everywhere(item, change));
  if (!isMembers(value)) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([name, member]) => [name, everywhere(member, change)])),
  );
}

function mapped(object: Members, names: readonly string[], change: (value: unknown) => unknown): Members {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, names.includes(name) ? change(value) : value]),
  );
}

function asNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
