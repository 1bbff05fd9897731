import type { Operation } from '../model/contract.ts';

/** Whether a create is documented to say in a Location header where that is which it made. */
export function locatesWhatItMakes({ responses }: Operation): boolean {
  // The Location of a reply with a task leads to the task.
  return responses.some(
    ({ status, headers, task }) =>
      status.startsWith('2') && !task && headers.some(({ name }) => name.toLowerCase() === 'location'),
  );
}
