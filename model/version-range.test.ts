import { describe, expect, it } from 'vitest';
import { versionRange } from './version-range.ts';

describe('a range of versions', () => {
  it.each([
    ['5.2', ['5.2', '5.2.1', 'v5.2', '5.2-build7'], ['5.1', '5.20', '5.3', '5']],
    ['>=5.1 <5.3', ['5.1', '5.2.9', '5.1.0.4'], ['5.0.9', '5.3', '5.3.1', '6']],
    ['>= 5.1 < 5.3', ['5.2'], ['5.3']],
    ['>5.2', ['5.3', '6'], ['5.2', '5.2.7']],
    ['<=8.8.0.1', ['8.8', '8.8.0.1', '7'], ['8.8.0.2', '8.9']],
    ['~5.2.3', ['5.2.3', '5.2.9'], ['5.2.2', '5.3']],
    ['^5.2', ['5.2', '5.9'], ['5.1', '6.0']],
    ['5.x', ['5.0', '5.9.1'], ['4.9', '6']],
    ['3.22 - 3.33', ['3.22', '3.33.4', '3.30'], ['3.21', '3.34']],
    ['3.22 || >=4', ['3.22.1', '4', '5.1'], ['3.23']],
    ['*', ['1', '2026.1'], []],
  ])('%j takes and leaves versions', (text, inside, outside) => {
    const range = versionRange(text);

    expect(inside.filter((version) => range?.includes(version) !== true)).toEqual([]);
    expect(outside.filter((version) => range?.includes(version) !== false)).toEqual([]);
  });

  it.each(['', 'latest', '>=', '5..2', '5.2 ||', '>=5.x.1', '5,2'])('is not read from %j', (text) => {
    expect(versionRange(text)).toBeUndefined();
  });

  it('says nothing of a version without numbers', () => {
    expect(versionRange('>=1')?.includes('beta')).toBeUndefined();
  });
});
