import { describe, expect, it } from 'vitest';
import type { Contract, Operation } from '../model/contract.ts';
import { waiver } from '../reports/sample.test-support.ts';
import { refuseUnknownWaivers, waiversFor } from './unknown-waivers.ts';

function contract(name: string, version: string, ...ids: string[]): Contract {
  const operations = ids.map((id) => ({ id }) as Operation);
  return { name, version, operations } as unknown as Contract;
}

const PETS = contract('pets', '1.0', 'GET /pets', 'GET /health');
const CATS = contract('cats', '2.0', 'GET /cats', 'GET /health');
const BOTH = [PETS, CATS].map((each) => ({ contract: each, productVersion: null }));

describe('entries of a file for several contracts', () => {
  it('go to the runs that they may speak of', () => {
    const entries = [
      waiver({ line: 1, contract: 'pets', operation: 'GET /health' }),
      waiver({ line: 2, operation: 'GET /cats' }),
      waiver({ line: 3, operation: 'GET /health' }),
      waiver({ line: 4, fingerprint: 'aaaaaaaaaaaa' }),
      waiver({ line: 5, contract: 'dogs', operation: 'GET /dogs' }),
    ];
    const linesFor = (one: Contract) => waiversFor(entries, one, [PETS, CATS]).map(({ line }) => line);

    expect(linesFor(PETS)).toEqual([1, 3, 4, 5]);
    expect(linesFor(CATS)).toEqual([2, 3, 4, 5]);
  });

  it('may name an operation of any of them, and none that no one has', () => {
    expect(() => refuseUnknownWaivers([waiver({ operation: 'GET /cats' })], BOTH)).not.toThrow();
    expect(() => refuseUnknownWaivers([waiver({ operation: 'GET /cat' })], BOTH)).toThrow(
      /assay\.waivers\.yaml:2:5: none of pets, cats has an operation "GET \/cat"; did you mean GET \/cats\?/,
    );
    expect(() => refuseUnknownWaivers([waiver({ contract: 'pets', operation: 'GET /cats' })], BOTH)).toThrow(
      /pets has no operation/,
    );
  });

  it('may name what only other versions or contracts have', () => {
    const later = waiver({ operation: 'GET /later', productVersions: '>=3' });
    const elsewhere = waiver({ contract: 'dogs', operation: 'GET /dogs' });

    expect(() => refuseUnknownWaivers([later, elsewhere], BOTH)).not.toThrow();
  });

  it('name no check that there is not', () => {
    expect(() => refuseUnknownWaivers([waiver({ check: 'response-server-eror' })], BOTH)).toThrow(
      /no check is called "response-server-eror"; did you mean response-server-error\?/,
    );
  });
});
