import { sample } from 'openapi-sampler';
import { Refusal, type Subject } from './subject.ts';

/** openapi-sampler, which makes one value for a schema. */
export const openapiSampler: Subject = {
  name: 'openapi-sampler',
  maker({ benchCase: { schema } }) {
    const document = typeof schema === 'object' ? schema : {};
    return () => {
      try {
        return [sample(schema as Parameters<typeof sample>[0], { quiet: true }, document)];
      } catch (error) {
        throw new Refusal('', error instanceof Error ? error.message : String(error));
      }
    };
  },
};
