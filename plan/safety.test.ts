import { describe, expect, it } from 'vitest';
import type { Mode } from '../model/run.ts';
import {
  bodyOf,
  faultsOf,
  inline,
  jsonBody,
  planned,
  plannedShipped,
  RESPONSES,
  SHIPPED,
  shipped,
  single,
} from './test-support.ts';

const ENV: Record<(typeof SHIPPED)[number], Record<string, string>> = {
  'illumio-pce': {
    PCE_API_KEY: 'key',
    PCE_API_SECRET: 'secret',
    PCE_LABEL_HREFS: '/orgs/1/labels/1,/orgs/1/labels/2',
  },
  'vmware-srm': { SRM_USERNAME: 'u', SRM_PASSWORD: 'p', SRM_REMOTE_USERNAME: 'r', SRM_REMOTE_PASSWORD: 'q' },
  'senhasegura-pam': {
    PAM_CLIENT_ID: 'real-client',
    PAM_CLIENT_SECRET: 'real-secret',
    PAM_DEVICE_DOMAIN: 'example',
  },
  'nsx-sensor': { NSX_USERNAME: 'u', NSX_PASSWORD: 'p' },
};
const live = (name: (typeof SHIPPED)[number], mode: Mode) =>
  plannedShipped(name, { mock: false, mode, env: ENV[name] });
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

describe('modes on a live target', () => {
  it.each(SHIPPED)('read-only plans nothing for %s that writes', (name) => {
    const { cases } = live(name, 'read-only');

    expect(cases.length).toBeGreaterThan(0);
    expect(cases.filter(({ effect }) => effect !== 'read' && effect !== 'session')).toEqual([]);
    expect(cases.filter(({ request, effect }) => !SAFE.has(request.method) && effect !== 'session')).toEqual(
      [],
    );
  });

  it.each(SHIPPED)('write plans nothing for %s that is dangerous or must be put back', (name) => {
    const contract = shipped(name);
    const special = new Set(
      contract.operations
        .filter((one) => one.effect !== 'read' && (one.dangerous || one.restore))
        .map(({ id }) => id),
    );

    const { cases, omissions } = live(name, 'write');

    expect(cases.filter(({ operation }) => special.has(operation))).toEqual([]);
    for (const id of special) expect(omissions.map(({ operation }) => operation)).toContain(id);
  });

  it.each(SHIPPED)('full tries every operation of %s, or says why not', (name) => {
    const { cases, omissions } = live(name, 'full');
    const told = new Set([...cases, ...omissions].map(({ operation }) => operation));

    expect(shipped(name).operations.filter(({ id }) => !told.has(id))).toEqual([]);
  });

  it.each(SHIPPED)(
    'changes and removes nothing of %s but what is ours, is put back or names nothing',
    (name) => {
      const contract = shipped(name);
      for (const planned of live(name, 'full').cases) {
        const operation = contract.operations.find(({ id }) => id === planned.operation);
        const { method } = planned.request;
        if (SAFE.has(method) || planned.step || planned.effect === 'session' || planned.effect === 'create')
          continue;
        const isOurs = planned.subject?.kind === 'own';
        const namesNothing =
          JSON.stringify(contract.document).includes('x-assay-unknown') && operation?.body !== undefined;
        expect(isOurs || operation?.restore !== undefined || namesNothing, planned.id).toBe(true);
      }
    },
  );
});

describe('subjects on a live target', () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const contract = inline({
    'x-assay-resources': {
      thing: {
        parameter: 'id',
        create: { operation: 'make', identity: '$response.body#/id' },
        read: { operation: 'show' },
        list: { operation: 'all', items: '', identity: '$item#/id' },
        delete: { operation: 'remove' },
      },
    },
    paths: {
      '/things': {
        get: { operationId: 'all', responses: RESPONSES },
        post: { operationId: 'make', responses: RESPONSES, ...jsonBody({ type: 'object' }) },
      },
      '/things/{id}': {
        parameters: [id],
        get: { operationId: 'show', responses: RESPONSES },
        delete: { operationId: 'remove', responses: RESPONSES },
      },
      '/others/{id}': { parameters: [id], put: { responses: RESPONSES } },
      '/shown/{key}': {
        parameters: [{ ...id, name: 'key', example: 'seven' }],
        get: { responses: RESPONSES },
      },
    },
  });
  const of = (mode: Mode, operation: string) => {
    const { cases, omissions } = planned(contract, { mock: false, mode });
    return {
      cases: cases.filter((one) => one.operation === operation && !one.step),
      omissions: omissions.filter((one) => one.operation === operation),
    };
  };

  it('are our own where the run may make them, fresh where they are removed', () => {
    expect(of('write', 'GET /things/{id}').cases[0]?.subject).toEqual({
      kind: 'own',
      resource: 'thing',
      fresh: false,
    });
    expect(of('write', 'DELETE /things/{id}').cases[0]?.subject).toEqual({
      kind: 'own',
      resource: 'thing',
      fresh: true,
    });
  });

  it('are linked where the run may only read', () => {
    expect(of('read-only', 'GET /things/{id}').cases[0]?.subject).toEqual({
      kind: 'linked',
      parameters: ['id'],
    });
  });

  it('are none for a list, and for a mock', () => {
    expect(of('write', 'GET /things').cases[0]?.subject).toBeUndefined();
    expect(planned(contract).cases.some(({ subject }) => subject !== undefined)).toBe(false);
  });

  it('are missing where nothing says where an id comes from, or a foreign object would change', () => {
    expect(of('full', 'PUT /others/{id}')).toMatchObject({ cases: [], omissions: [{ what: 'all cases' }] });
  });

  it('are guesses where the document shows an id, so that a refusal says nothing', () => {
    expect(of('full', 'GET /shown/{key}').cases[0]).toMatchObject({ expectation: { kind: 'documented' } });
  });

  it('try undocumented methods that write on our own objects alone', () => {
    const probes = planned(contract, { mock: false }).cases.filter(
      ({ request, expectation }) =>
        expectation.kind === 'refusal' && expectation.fault.kind === 'method' && !SAFE.has(request.method),
    );

    expect(probes.length).toBeGreaterThan(0);
    expect(probes.every(({ subject }) => subject?.kind === 'own' && subject.fresh)).toBe(true);
  });
});

describe('credentials', () => {
  it.each(SHIPPED)('are missing once and made up once for each secured operation of %s', (name) => {
    const contract = shipped(name);
    const { cases } = planned(contract);

    for (const { id, security } of contract.operations) {
      const isSecured = security.length > 0 && security.every((requirement) => requirement.length > 0);
      const kinds = cases
        .filter((one) => one.operation === id && !one.step)
        .map(({ request }) => request.credentials);
      for (const kind of ['none', 'wrong'] as const) {
        expect(
          kinds.filter((one) => one === kind),
          `${id} ${kind}`,
        ).toHaveLength(isSecured ? 1 : 0);
      }
    }
  });

  it("are never a real user's name with a wrong secret", () => {
    const { cases } = live('senhasegura-pam', 'full');
    const bodies = cases.map(bodyOf).filter((body) => JSON.stringify(body ?? '').includes('real-client'));

    expect(bodies.length).toBeGreaterThan(0);
    for (const body of bodies) {
      const { client_secret: secret } = body as { client_secret?: unknown };
      expect([undefined, 'real-secret']).toContain(secret);
    }
  });
});

describe('unknown ids', () => {
  it.each(SHIPPED)('are read once wherever %s says one', (name) => {
    const contract = shipped(name);
    const probes = faultsOf(live(name, 'full')).filter(({ fault }) => fault.keyword === 'x-assay-unknown');

    for (const { id, effect, parameters } of contract.operations) {
      const declared =
        effect === 'read' ? parameters.filter((one) => one.in === 'path' && one.unknown !== undefined) : [];
      expect(
        probes.filter(({ planned }) => planned.operation === id),
        id,
      ).toHaveLength(declared.length);
    }
  });
});

describe('lives', () => {
  // The documents bind the target weakly to a member of the PCE's profiles alone.
  it.each([
    ['illumio-pce', ['whole']],
    ['nsx-sensor', []],
  ] as const)(
    'of %s are complete: plain, full, whole where that is more, refused, and unique',
    (name, more) => {
      const contract = shipped(name);
      const { cases } = live(name, 'full');

      for (const resource of contract.resources.filter((one) => one.create && one.delete && one.read)) {
        const isLife = /^life of /;
        const steps = cases.filter(
          ({ step }) => step?.resource === resource.name && isLife.test(step.sequence),
        );
        const sequences = new Set(steps.map(({ step }) => step?.sequence));
        const names = [
          'plain',
          'full',
          'refused',
          ...(resource.unique.length > 0 ? ['unique'] : []),
          ...more,
        ];
        expect(sequences).toEqual(new Set(names.map((each) => `life of ${resource.name}, ${each}`)));
        const roles = steps.map(({ step }) => step?.role);
        for (const role of ['create', 'read', 'delete', 'read-deleted', 'delete-again'])
          expect(roles).toContain(role);
        if (resource.update) expect(roles).toEqual(expect.arrayContaining(['update', 'read-updated']));
        if (resource.list) expect(roles).toEqual(expect.arrayContaining(['list', 'list-deleted']));
      }
    },
  );

  it('of a session end with its use after the logout', () => {
    const { cases } = live('vmware-srm', 'read-only');

    const steps = cases.flatMap(({ step }) => step ?? []);
    expect(steps.filter(({ sequence }) => /^session of /.test(sequence)).map(({ role }) => role)).toEqual([
      'login',
      'use',
      'logout',
      'use-after',
    ]);
  });
});

describe('site values', () => {
  const schema = (required: string[]) => ({
    type: 'object',
    required,
    properties: { place: { type: 'string', 'x-assay-value': { env: 'PLACE' } }, name: { type: 'string' } },
  });
  const contract = (required: string[]) =>
    single('post', '/a', {
      'x-assay-effect': 'read',
      ...jsonBody(schema(required), { example: { place: 'theirs', name: 'n' } }),
    });

  it('take the place of an example’s own', () => {
    const { cases } = planned(contract(['place']), { mock: false, env: { PLACE: 'ours' } });

    const example = cases.find(({ phase }) => phase === 'examples');
    expect(example && bodyOf(example)).toEqual({ place: 'ours', name: 'n' });
  });

  it('that are missing are left out where they are optional', () => {
    const { cases } = planned(contract([]), { mock: false });

    expect(cases.length).toBeGreaterThan(0);
    const places = cases
      .map(bodyOf)
      .filter((body) => typeof body === 'object' && body !== null && 'place' in body);
    expect(places).toEqual([]);
  });

  it('that are missing omit the operation where they are required, by the name of the variable', () => {
    expect(planned(contract(['place']), { mock: false })).toMatchObject({
      cases: [],
      omissions: [{ operation: 'POST /a', what: 'all cases', why: 'PLACE is not set' }],
    });
  });

  it('that are missing omit an optional parameter, or the operation of a required one', () => {
    const parameter = {
      name: 'p',
      in: 'query',
      schema: { type: 'string' },
      'x-assay-value': { env: 'PLACE' },
    };
    const optional = planned(single('get', '/a', { parameters: [parameter] }), { mock: false });
    const required = planned(single('get', '/a', { parameters: [{ ...parameter, required: true }] }), {
      mock: false,
    });

    expect(optional.cases.every(({ request }) => request.parameters.length === 0)).toBe(true);
    expect(optional.omissions).toMatchObject([{ why: 'PLACE is not set' }]);
    expect(required).toMatchObject({
      cases: [],
      omissions: [{ what: 'all cases', why: 'PLACE is not set' }],
    });
  });

  it('are made up on a mock', () => {
    expect(planned(contract(['place'])).cases.length).toBeGreaterThan(0);
  });
});
