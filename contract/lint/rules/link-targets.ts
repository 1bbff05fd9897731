import type { Json } from '../../../model/json.ts';
import { child, type Pointer, valueAt } from '../../../model/pointer.ts';
import { entries, object, text } from '../../members.ts';
import { localPointer } from '../../reference.ts';
import { error, type Remark, warning } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { LintContext, Rule } from '../rule.ts';

/** What links and polls hand over are parameters of the operation that they lead to. */
export const linkTargets: Rule = {
  id: 'link-targets',
  *check(context) {
    for (const { pointer, value } of context.places('link')) {
      yield* referenceRemarks(context, value, pointer);
      yield* parameterRemarks(context, value['operationId'], value['parameters'], pointer);
    }
    for (const { pointer, value } of context.places('response')) {
      for (const step of ['poll', 'result']) {
        const followed = object(object(value['x-assay-task'])[step]);
        const at = child(pointer, 'x-assay-task', step);
        yield* parameterRemarks(context, followed['operation'], followed['parameters'], at);
      }
    }
  },
};

function* referenceRemarks({ document }: LintContext, link: Json, pointer: Pointer): Iterable<Remark> {
  const reference = text(object(link)['operationRef']);
  if (reference === undefined) return;
  const at = child(pointer, 'operationRef');
  if (!reference.startsWith('#/')) {
    yield warning(
      'link-foreign',
      at,
      `${reference} leads out of the document, so the link is not followed.`,
      'Name an operation of this document.',
    );
  } else if (valueAt(document, localPointer(reference)) === undefined) {
    yield error(
      'operation-unknown',
      at,
      `${reference} names no operation of the document.`,
      'Use `operationId` instead.',
    );
  }
}

function* parameterRemarks(
  { operation }: LintContext,
  target: Json | undefined,
  handed: Json | undefined,
  pointer: Pointer,
): Iterable<Remark> {
  const led = operation(text(target) ?? '');
  if (!led) return;
  const names = new Set(led.parameters.map(({ name }) => name));
  for (const [name, , at] of entries(handed, child(pointer, 'parameters'))) {
    if (names.has(name)) continue;
    const hint = hintFor(name, names);
    yield error(
      'link-parameter-unknown',
      at,
      `${led.id} has no parameter ${name}${hint}`,
      'Name one of its parameters.',
    );
  }
}
