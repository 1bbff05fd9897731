import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../model/json.ts';
import type { Settings } from '../settings.ts';
import type { BenchCase } from './bench-case.ts';
import { openApiCorpus } from './openapi-documents.ts';
import { suiteCases } from './test-suite.ts';

/** The data that the bench works on is not in this repository: how to get it. */
const ELSEWHERE = `There is no test data at the place that --data names (../shared/data where it is not given).
Make a folder with two folders in it:
  json-schema-test-suite/  a clone of https://github.com/json-schema-org/JSON-Schema-Test-Suite
                           at commit 44401e0c046704b476ec9d2e2fccdaee618f259d
  openapi/                 any OpenAPI documents, say the 2.0, 3.0 and 3.1 folders of https://github.com/readmeio/oas-examples,
                           bump-sh-examples/train-travel-api, Redocly/museum-openapi-example, the documents of the
                           ARAT-RL study and of WebFuzzing/Dataset
`;

/** The data is not there. */
export class NoData extends Error {}

/** All schemas that a run measures with. */
export interface Corpora {
  readonly suite: string;
  readonly cases: readonly BenchCase[];
  readonly documents: ReadonlyMap<string, JsonObject>;
  /** Documents and schemas that could not be used, with the reason. */
  readonly unused: readonly { readonly name: string; readonly reason: string }[];
  readonly found: number;
}

/**
 * Reads the schemas that the settings ask for.
 * @throws NoData with a text that says where to get them.
 */
export function gather(settings: Settings): Corpora {
  const suite = join(settings.data, 'json-schema-test-suite');
  const openapi = join(settings.data, 'openapi');
  const wanted = { suite: settings.corpora.includes('suite'), openapi: settings.corpora.includes('openapi') };
  if (!existsSync(suite) || (wanted.openapi && !existsSync(openapi))) throw new NoData(ELSEWHERE);
  const drafts = wanted.suite ? settings.drafts : [];
  const real = wanted.openapi ? openApiCorpus(openapi) : undefined;
  const all = [...drafts.flatMap((draft) => suiteCases(suite, draft)), ...(real?.cases ?? [])];
  const { only, sample } = settings;
  return {
    suite,
    cases: all
      .filter(({ id }) => only === undefined || id.includes(only))
      .filter((_, index) => index % sample === 0),
    documents: real?.documents ?? new Map(),
    unused: real?.unused ?? [],
    found: real?.found ?? 0,
  };
}
