import { createGeneratorSync, type GenerateOptions } from 'json-schema-faker';
import type { JsonSchema } from '../../model/json.ts';
import { Refusal, type Subject } from './subject.ts';

type Resolver = NonNullable<GenerateOptions['refResolver']>;

/** json-schema-faker with its own defaults and, as a courtesy, all remote documents at hand. */
export const jsonSchemaFaker: Subject = {
  name: 'json-schema-faker',
  maker({ benchCase, schemas }) {
    const refResolver = resolver(schemas);
    return ({ count, seed }) => {
      const generator = createGeneratorSync({ seed, refResolver });
      try {
        return Array.from({ length: count }, () => generator.generate(benchCase.schema));
      } catch (error) {
        throw new Refusal('', error instanceof Error ? error.message : String(error));
      }
    };
  },
};

function resolver(schemas: Readonly<Record<string, JsonSchema>>): Resolver {
  return (ref) => schemas[ref.replace(/#.*$/, '')] ?? true;
}
