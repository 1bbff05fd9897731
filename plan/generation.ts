import type { Site } from '../contract/site.ts';
import { siteValue } from '../contract/site-values.ts';
import { SchemaError } from '../contract/validation.ts';
import { type GeneratorOptions, UnsupportedSchemaError } from '../generators/index.ts';
import type { Contract } from '../model/contract.ts';
import { isObject, type JsonSchema } from '../model/json.ts';
import { child, type Pointer, valueAt } from '../model/pointer.ts';
import type { PlanContext } from './options.ts';

type Callbacks = Required<Pick<GeneratorOptions, 'site' | 'exclude'>>;

// The generators share what they know of a schema between calls with the same functions.
const known = new WeakMap<Contract, WeakMap<Site, Callbacks>>();

/** Takes part in requests, however weakly the document binds the target to it. */
const includeAll = (): boolean => false;

/** Generator options for what an operation is sent: values of the site, nothing that the document binds weakly. */
export function generatorOptions(context: PlanContext, more: GeneratorOptions = {}): GeneratorOptions {
  const { site, exclude } = callbacksOf(context);
  return {
    root: context.contract.document,
    direction: 'request',
    plain: true,
    optional: 'none',
    site,
    exclude,
    ...more,
  };
}

/** The same for single constraints: what is bound weakly is tried, too, each on its own. */
export function constraintOptions(context: PlanContext): GeneratorOptions {
  return generatorOptions(context, { exclude: includeAll });
}

function callbacksOf({ contract, site }: PlanContext): Callbacks {
  const bySite = known.get(contract) ?? new WeakMap<Site, Callbacks>();
  known.set(contract, bySite);
  const found = bySite.get(site) ?? callbacksFor(contract, site);
  bySite.set(site, found);
  return found;
}

function callbacksFor(contract: Contract, site: Site): Callbacks {
  return {
    site(schema, pointer) {
      const declared = siteValue(schema, pointer);
      if (declared) return site.valuesFor(declared);
      const unknown = schema['x-assay-unknown'];
      return unknown === undefined || site.mock ? undefined : [unknown];
    },
    exclude: (schema, member) => contract.statement(child(schema, 'properties', member)).level !== 'must',
  };
}

/** The schema at a place of the contract, as the generators take it. */
export function schemaAt({ contract }: PlanContext, pointer: Pointer): JsonSchema {
  const schema = valueAt(contract.document, pointer);
  return typeof schema === 'boolean' || isObject(schema) ? schema : true;
}

/** Does what needs a schema; a schema that cannot be worked with is told to `omit`, and gives nothing. */
export function attempt<Made>(
  make: () => Made,
  omit: (why: string) => void = () => undefined,
): Made | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UnsupportedSchemaError || error instanceof SchemaError)) throw error;
    omit(error.message);
    return undefined;
  }
}
