import { sample } from 'openapi-sampler';
import type { Json } from '../../model/json.ts';
import { Refusal, type Subject } from './subject.ts';

/** openapi-sampler, which makes one value for a schema. */
export const openapiSampler: Subject = {
  name: 'openapi-sampler',
  values({ benchCase: { schema } }) {
    try {
      const document = typeof schema === 'object' ? schema : {};
      return [sample(schema as Parameters<typeof sample>[0], { quiet: true }, document) as Json];
    } catch (error) {
      throw new Refusal('', error instanceof Error ? error.message : String(error));
    }
  },
};
