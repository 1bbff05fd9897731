/** Turns pushed items into an async iterable: whoever pushes never waits for whoever reads. */
export interface EventQueue<Item> extends AsyncIterable<Item> {
  push(item: Item): void;
  /** Ends the iteration, with an error where one is given. */
  close(error?: unknown): void;
}

/** An empty queue. */
export function eventQueue<Item>(): EventQueue<Item> {
  const items: Item[] = [];
  let isClosed = false;
  let failure: unknown;
  let wake: () => void = () => undefined;
  return {
    push(item) {
      items.push(item);
      wake();
    },
    close(error) {
      isClosed = true;
      failure = error;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (items.length > 0) yield items.shift() as Item;
        if (isClosed) {
          if (failure !== undefined) throw failure;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
