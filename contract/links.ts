import type { Link, Task } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, tokens } from '../model/pointer.ts';
import { entries, object, text, texts } from './members.ts';
import { meant } from './reference.ts';

const DEFAULT_DEADLINE = 60;

/** Finds operations by what links call them. */
export interface OperationNames {
  byOperationId(id: string): string | undefined;
  byPointer(pointer: Pointer): string | undefined;
}

/** The links of a response; one to an operation that does not exist is left to lint. */
export function readLinks(
  document: JsonObject,
  declared: Json | undefined,
  at: Pointer,
  names: OperationNames,
): Link[] {
  return entries(declared, at).flatMap(([name, , place]) => {
    const { pointer, value } = meant(document, place);
    const link = readLink(name, object(value), pointer, names);
    return link ? [link] : [];
  });
}

function readLink(
  name: string,
  declared: JsonObject,
  pointer: Pointer,
  names: OperationNames,
): Link | undefined {
  const byId = text(declared['operationId']) ?? text(declared['operation']);
  const reference = text(declared['operationRef']);
  const operation =
    byId === undefined
      ? reference?.startsWith('#/')
        ? names.byPointer(child('', ...tokens(decodeURIComponent(reference.slice(1)))))
        : undefined
      : names.byOperationId(byId);
  if (operation === undefined) return undefined;
  return { name, operation, parameters: new Map(Object.entries(object(declared['parameters']))), pointer };
}

/** What `x-assay-task` says. */
export function readTask(
  declared: Json | undefined,
  pointer: Pointer,
  names: OperationNames,
): Task | undefined {
  if (!isObject(declared)) return undefined;
  const poll =
    declared['poll'] === 'location'
      ? 'location'
      : readLink('poll', object(declared['poll']), child(pointer, 'poll'), names);
  const status = text(declared['status']);
  if (poll === undefined || status === undefined) return undefined;
  const result = readLink('result', object(declared['result']), child(pointer, 'result'), names);
  const progress = text(declared['progress']);
  return {
    poll,
    status,
    pending: texts(declared['pending']),
    succeeded: texts(declared['succeeded']),
    failed: texts(declared['failed']),
    deadline: typeof declared['deadline'] === 'number' ? declared['deadline'] : DEFAULT_DEADLINE,
    pointer,
    ...(progress === undefined ? {} : { progress }),
    ...(result ? { result } : {}),
  };
}
