import type { Contract, Link, Parameter } from '../../../model/contract.ts';
import { isObject } from '../../../model/json.ts';
import { meant } from '../../reference.ts';
import { warning } from '../diagnostic.ts';
import type { LintContext, Rule } from '../rule.ts';

/** A run knows where the value of each path parameter comes from. */
export const pathValues: Rule = {
  id: 'path-values',
  *check(context) {
    const linked = linkedParameters(context.contract);
    const lived = new Set(context.contract.resources.map(({ parameter }) => parameter));
    const seen = new Set<string>();
    for (const { id, parameters } of context.contract.operations) {
      for (const parameter of parameters) {
        if (parameter.in !== 'path' || lived.has(parameter.name) || hasOwnValue(context, parameter)) continue;
        if (linked.has(`${id}\n${parameter.name}`) || seen.has(`${id}\n${parameter.pointer}`)) continue;
        seen.add(`${id}\n${parameter.pointer}`);
        yield warning(
          'path-value-unsaid',
          parameter.pointer,
          `nothing says where the value of ${parameter.name} in ${id} comes from, so the operation is not exercised on live targets.`,
          'Add x-assay-value, a link that leads to the operation, a resource, or an example.',
        );
      }
    }
  },
};

function hasOwnValue({ document }: LintContext, { value, examples, schema }: Parameter): boolean {
  if (value || examples.length > 0) return true;
  const declared = meant(document, schema).value;
  return isObject(declared) && (declared['enum'] !== undefined || declared['const'] !== undefined);
}

function linkedParameters({ operations }: Contract): Set<string> {
  const links = operations.flatMap(({ responses }) =>
    responses.flatMap(({ links: own, task }): Link[] => [
      ...own,
      ...(task && task.poll !== 'location' ? [task.poll] : []),
      ...(task?.result ? [task.result] : []),
    ]),
  );
  return new Set(
    links.flatMap(({ operation, parameters }) =>
      [...parameters.keys()].map((name) => `${operation}\n${name}`),
    ),
  );
}
