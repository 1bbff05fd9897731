import { pathToFileURL } from 'node:url';
import { assay } from './assay.ts';
import { jsonSchemaFaker } from './json-schema-faker.ts';
import { openapiSampler } from './openapi-sampler.ts';
import { rejectionSampling } from './rejection-sampling.ts';
import type { Subject } from './subject.ts';

const SHIPPED: readonly Subject[] = [assay, jsonSchemaFaker, openapiSampler, rejectionSampling];

/** Names of the generators that are measured where nothing else is asked for. */
export const SUBJECT_NAMES: readonly string[] = SHIPPED.map(({ name }) => name);

/** The shipped generators, and those that modules export as `subjects`, by name. */
export async function loadSubjects(modules: readonly string[]): Promise<Map<string, Subject>> {
  const subjects = [...SHIPPED];
  for (const path of modules) {
    const loaded = (await import(pathToFileURL(path).href)) as { subjects: readonly Subject[] };
    subjects.push(...loaded.subjects);
  }
  return new Map(subjects.map((subject) => [subject.name, subject]));
}
