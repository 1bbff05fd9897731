import { describe, expect, it } from 'vitest';
import { codesOf, lintDocument, soundWith } from '../testing/lint-document.ts';
import { get, guide, ofGuide, type Pair, schema, sourced, thing } from '../testing/patches.ts';

const PAIRS: readonly Pair[] = [
  {
    code: 'extension-unknown',
    faulty: get({ 'x-assay-efect': 'read' }),
    sound: get({ 'x-assay-effect': 'read', 'x-other': 1 }),
  },
  {
    code: 'extension-misplaced',
    faulty: schema({ 'x-assay-effect': 'read' }),
    sound: schema({ properties: { 'x-assay-effect': {} } }),
  },
  {
    code: 'extension-shape',
    faulty: get({ 'x-assay-effect': 'write' }),
    sound: get({ 'x-assay-effect': 'read' }),
  },
  {
    code: 'source-document-unknown',
    faulty: sourced({ document: 'guide' }),
    sound: { ...guide, ...sourced(ofGuide) },
  },
  {
    code: 'level-without-reading',
    faulty: sourced({ level: 'may' }),
    sound: sourced({ level: 'may', reading: 'A default is given.' }),
  },
  {
    code: 'level-not-lower',
    faulty: sourced({ basis: 'inferred', level: 'must', reading: 'So.' }),
    sound: sourced({ level: 'should', reading: 'So.' }),
  },
  {
    code: 'source-keyword-unknown',
    faulty: sourced({ keywords: { minLength: { basis: 'inferred' } } }),
    sound: sourced({ keywords: { maxLength: { basis: 'inferred' } } }),
  },
  {
    code: 'source-keyword-unknown',
    faulty: thing({ 'x-assay-source': { keywords: { 'clears/nam': { basis: 'inferred' } } } }),
    sound: thing({
      fixed: ['id'],
      act: [{ operation: 'getThing', distinct: '/code' }],
      'x-assay-source': {
        keywords: {
          'clears/name': { basis: 'inferred' },
          'fixed/id': { basis: 'inferred' },
          'act/getThing': { basis: 'inferred' },
        },
      },
    }),
  },
  { code: 'document-unused', faulty: guide, sound: {} },
  {
    code: 'source-without-document',
    faulty: { ...guide, ...sourced({ basis: 'documented' }) },
    sound: { ...guide, ...sourced(ofGuide) },
  },
  {
    code: 'statement-unsourced',
    faulty: { ...guide, ...schema({ type: 'string' }) },
    sound: schema({ type: 'string' }),
  },
];

describe('rules on extensions and sources', () => {
  it.each(PAIRS)('say $code, and only where it is so', ({ code, faulty, sound }) => {
    expect(codesOf(soundWith(faulty))).toContain(code);
    expect(codesOf(soundWith(sound))).not.toContain(code);
  });

  it('ask a source for each statement that binds', () => {
    const faulty = soundWith({
      ...guide,
      paths: {
        '/x': {
          get: {
            parameters: [{ name: 'q', in: 'query', schema: { description: 'Says nothing.' } }],
            responses: {
              200: {
                description: '',
                headers: { A: { required: true }, B: { schema: {} } },
                content: { 'text/plain': { schema: { additionalProperties: false, properties: {} } } },
              },
              404: { 'x-assay-source': ofGuide, description: '', headers: { C: { required: true } } },
            },
          },
        },
      },
    });

    const places = lintDocument(faulty)
      .filter(({ code, pointer }) => code === 'statement-unsourced' && pointer.startsWith('/paths/~1x'))
      .map(({ pointer }) => pointer.replace('/paths/~1x/get/', ''));

    expect(places).toEqual([
      'parameters/0',
      'responses/200',
      'responses/200/headers/A',
      'responses/200/content/text~1plain/schema',
    ]);
  });
});
