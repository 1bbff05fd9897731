import { describe, expect, it } from 'vitest';
import { compileDocument } from '../contract/testing/compile-document.ts';
import { probesOf } from './probing.ts';

const CONTRACT = compileDocument(`
openapi: 3.1.0
info: {title: Probed, version: '1'}
paths:
  /things/{id}:
    put:
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: kind, in: query, schema: {type: string, enum: [big, small]}}
      requestBody:
        content:
          application/json:
            schema: {type: object, required: [name], properties: {name: {type: string, maxLength: 7}}}
      responses: {'200': {description: put}}
`);

function probes(count: number, seed = 1) {
  const [operation] = CONTRACT.operations;
  if (!operation) throw new Error('there is no operation');
  return [...probesOf(CONTRACT, operation, { identities: new Map([['id', '42']]) }, { count, seed })];
}

const textOf = ({ body }: { body: Uint8Array }) => Buffer.from(body).toString();

describe('probes', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(probes(50)).toEqual(probes(50));
    expect(probes(50, 2)).not.toEqual(probes(50));
  });

  it('name the object that is there, most of the time, and now and then something else', () => {
    const named = probes(200).filter(({ target }) => /^\/things\/42(\?|$)/.test(target));

    expect(named.length).toBeGreaterThan(100);
    expect(named.length).toBeLessThan(200);
  });

  it('try listed values, values of other types, and texts at and beside a limit that the schema names', () => {
    const all = probes(2000);
    const names = all.flatMap((request) => {
      const body = textOf(request) === '' ? {} : (JSON.parse(textOf(request)) as { name?: unknown } | null);
      return typeof body?.name === 'string' ? [body.name.length] : [];
    });

    expect(all.some(({ target }) => target.includes('kind=small'))).toBe(true);
    expect(names).toEqual(expect.arrayContaining([6, 7, 8]));
    expect(all.some((request) => textOf(request).includes('"name":null'))).toBe(true);
    expect(all.some((request) => textOf(request) === '{}')).toBe(true);
  });
});
