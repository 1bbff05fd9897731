import { describe, expect, it } from 'vitest';
import { bundled, followed, Unbundled } from './bundle.ts';

const DOCUMENT = {
  components: {
    schemas: {
      Pet: {
        properties: {
          parent: { $ref: '#/components/schemas/Pet' },
          owner: { $ref: '#/components/schemas/Owner' },
          $ref: { type: 'string' },
        },
        example: { $ref: '#/nowhere' },
      },
      Owner: { properties: { pets: { items: { $ref: '#/components/schemas/Pet' } } } },
      Alias: { $ref: '#/components/schemas/Owner', description: 'the same' },
      Lost: { items: { $ref: 'other.yaml#/Pet' } },
    },
  },
};

describe('a schema that is cut out of its document', () => {
  it('brings along what it refers to, and becomes # itself', () => {
    expect(bundled(DOCUMENT, '/components/schemas/Pet')).toEqual({
      properties: { parent: { $ref: '#' }, owner: { $ref: '#/$defs/Owner' }, $ref: { type: 'string' } },
      example: { $ref: '#/nowhere' },
      $defs: { Owner: { properties: { pets: { items: { $ref: '#' } } } } },
    });
  });

  it('is the one in the end where it is nothing but a reference', () => {
    expect(followed(DOCUMENT, '/components/schemas/Alias')).toBe('/components/schemas/Owner');
  });

  it('is refused where a reference leads out of the document', () => {
    expect(() => bundled(DOCUMENT, '/components/schemas/Lost')).toThrow(Unbundled);
  });
});
