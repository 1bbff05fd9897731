import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { applyOverlay } from './overlay.ts';
import { readDocument } from './read.ts';
import { withFile } from './testing/compile-document.ts';

const DOCUMENT: JsonObject = {
  info: { title: 'a', tags: ['x'] },
  paths: { '/a': { get: { parameters: [{ name: 'p' }, { name: 'q' }, { name: 'p' }] } }, '/b': { get: {} } },
};

function applied(...actions: Json[]): JsonObject {
  return withFile({ overlay: '1.0.0', info: { title: 'o', version: '1' }, actions }, (file) =>
    applyOverlay(DOCUMENT, readDocument(file)),
  );
}

describe('applyOverlay', () => {
  it('merges objects, replaces values and appends to lists', () => {
    const result = applied(
      { target: '$.info', update: { title: 'b', tags: ['y'], license: { name: 'L' } } },
      { target: '$.info.tags', update: 'z' },
    );

    expect(result['info']).toEqual({ title: 'b', tags: ['x', 'y', 'z'], license: { name: 'L' } });
  });

  it('updates every place that the target names', () => {
    expect(applied({ target: '$.paths.*.get', update: { deprecated: true } })['paths']).toMatchObject({
      '/a': { get: { deprecated: true } },
      '/b': { get: { deprecated: true } },
    });
  });

  it('removes members and, of a list, all items that match', () => {
    const result = applied(
      { target: "$.paths['/a'].get.parameters[?@.name == 'p']", remove: true },
      { target: "$.paths['/b']", remove: true },
    );

    expect(result['paths']).toEqual({ '/a': { get: { parameters: [{ name: 'q' }] } } });
  });

  it('applies actions in order, each to what the ones before left', () => {
    expect(
      applied({ target: '$.info', update: { new: {} } }, { target: '$.info.new', update: { a: 1 } })['info'],
    ).toMatchObject({
      new: { a: 1 },
    });
  });

  it('leaves the document as it was', () => {
    const before = structuredClone(DOCUMENT);

    applied({ target: '$.info', update: { tags: ['y'] } });

    expect(DOCUMENT).toEqual(before);
  });

  it.each([
    {
      what: 'a target that names nothing',
      action: { target: '$.nowhere', remove: true },
      code: 'OVERLAY_TARGET',
    },
    { what: 'a target that is no JSONPath', action: { target: '$[', remove: true }, code: 'OVERLAY_TARGET' },
    { what: 'an action without a target', action: { update: {} }, code: 'OVERLAY_ACTION' },
    { what: 'an action that is no object', action: 5, code: 'OVERLAY_ACTION' },
  ])('refuses $what at its place', ({ action, code }) => {
    expect(() => applied(action)).toThrow(
      expect.objectContaining({ code, position: expect.objectContaining({ line: expect.any(Number) }) }),
    );
  });

  it('refuses what is no overlay', () => {
    expect(() => withFile({ actions: [] }, (file) => applyOverlay(DOCUMENT, readDocument(file)))).toThrow(
      expect.objectContaining({ code: 'NOT_OVERLAY' }),
    );
  });
});
