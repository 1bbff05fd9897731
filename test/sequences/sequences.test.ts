import { describe, expect, it } from 'vitest';
import type { Finding } from '../../model/run.ts';
import { runShelf } from '../published-faults/run-shelf.ts';
import type { Book, Entanglement, Shelf } from '../published-faults/shelf-server.ts';

/** What one write does to other books, and what must come of it: the check, and the shortest story that tells it. */
interface Entangled {
  readonly what: string;
  readonly entangle: () => Entanglement;
  readonly check: string;
  readonly operation: string;
  readonly story: readonly string[];
}

const CREATE = 'POST /books';
const READ = 'GET /books/{book_id}';
const UPDATE = 'PUT /books/{book_id}';
const DELETE = 'DELETE /books/{book_id}';

const others = ({ books }: Shelf, id: string) => [...books].filter(([name]) => name !== id);

const ENTANGLED: readonly Entangled[] = [
  {
    what: 'a delete takes all books with it',
    entangle:
      () =>
      (shelf, { method }) => {
        if (method === 'DELETE') shelf.books.clear();
        return undefined;
      },
    check: 'resource-created-not-readable',
    operation: CREATE,
    story: [CREATE, CREATE, DELETE, READ],
  },
  {
    what: 'an update writes the genre of every book',
    entangle:
      () =>
      (shelf, { method, id }) => {
        if (method !== 'PUT') return undefined;
        const genre = shelf.books.get(id)?.genre ?? 'essay';
        for (const [name, book] of others(shelf, id)) shelf.books.set(name, { ...book, genre });
        return undefined;
      },
    check: 'resource-create-not-echoed',
    operation: CREATE,
    story: [CREATE, CREATE, UPDATE, READ],
  },
  {
    what: 'a create brings back what was deleted last',
    entangle: () => {
      const gone: string[] = [];
      const known = new Map<string, Book>();
      return ({ books }, { method, id }) => {
        for (const [name, book] of books) known.set(name, book);
        if (method === 'DELETE') gone.push(id);
        const back = method === 'POST' ? gone.pop() : undefined;
        const book = known.get(back ?? '');
        if (back !== undefined && book) books.set(back, book);
        return undefined;
      };
    },
    check: 'resource-deleted-still-readable',
    operation: DELETE,
    story: [CREATE, DELETE, CREATE, READ],
  },
  {
    what: 'the numbers of deleted books are given again',
    entangle:
      () =>
      (shelf, { method, id }) => {
        if (method === 'DELETE' && id === `b${shelf.serial}`) shelf.serial -= 1;
        return undefined;
      },
    check: 'resource-identity-reused',
    operation: CREATE,
    story: [CREATE, DELETE, CREATE],
  },
  {
    what: 'the second update of a book is lost',
    entangle: () => {
      const kept = new Map<string, Book>();
      return ({ books }, { method, id }) => {
        const book = kept.get(id) ?? books.get(id);
        if (method === 'PUT' && book) books.set(id, book);
        if (method === 'PUT' && book) kept.set(id, book);
        return undefined;
      };
    },
    check: 'resource-update-not-shown',
    operation: UPDATE,
    story: [CREATE, UPDATE, UPDATE, READ],
  },
];

describe.concurrent('a random sequence', () => {
  it.each(ENTANGLED)(
    'finds that $what, in the fewest steps',
    async ({ entangle, check, operation, story }) => {
      const run = await runShelf({ entangle: entangle() });

      const found = run.findings.find(
        (finding) => finding.check === check && finding.operation === operation,
      );
      expect(found && storyOf(found)).toEqual(story);
    },
  );
});

function storyOf({ steps }: Finding): string[] {
  return steps.map(({ operation }) => operation);
}
