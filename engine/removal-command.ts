import { curlOf } from '../targets/curl.ts';
import { isShownWhole, recorded } from '../targets/recorder.ts';
import { buildRequest } from './build-request.ts';
import { type EngineContext, operationOf } from './context.ts';
import type { OwnObject } from './own-object.ts';
import { canSend } from './removal.ts';

/**
 * How a person removes an object: method and path, and a curl command in which secrets stand as `$NAME`; undefined
 * where the contract says of no operation that it does.
 */
export function removalCommand(
  context: EngineContext,
  { resource, path }: OwnObject,
): { place: string; curl: string } | undefined {
  const basic = resource.delete && context.plan.basics[resource.delete.operation];
  if (!resource.delete || !basic || !canSend(context, basic, path)) return undefined;
  const operation = operationOf(context.contract, basic.operation);
  const { document } = context.contract;
  const { wire } = buildRequest(basic, operation, { path, document, mark: `assay-${context.run}-0` });
  const request = context.access.shown(operation, wire);
  const said = { operation: operation.id, purpose: 'remove it by hand', number: 0, at: 0, durationMs: 0 };
  const unsent = { failure: { code: 'aborted', message: 'it was not sent' } } as const;
  const record = recorded(context.redactor, context.transport.url, said, request, unsent).request;
  const isWhole = isShownWhole(record.body, request.body);
  const first =
    resource.delete.prepare.length === 0 ? '' : `, after ${resource.delete.prepare.join(' and ')}`;
  return {
    place: context.redactor.text(`${wire.method} ${wire.path}${first}`),
    curl: curlOf(record, (name) => context.redactor.stands(name), isWhole),
  };
}
