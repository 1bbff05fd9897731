import { describe, expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { keptMembers, unknownIdentity } from './kept-members.ts';

function keptOf(name: string, setter: 'create' | 'update', edit?: (text: string) => string) {
  const contract = tinyContract(edit);
  const resource = contract.resources.find((one) => one.name === name);
  if (!resource) throw new Error(`the contract has no ${name}`);
  const kept = keptMembers(contract, resource, setter);
  return kept.map(({ member, bound, statement }) => `${member} ${bound} ${statement.keyword}`).sort();
}

describe('members that no client may set', () => {
  it('are those that are readOnly, fixed, rising or the identity', () => {
    expect(keptOf('note', 'create')).toEqual([
      'changed_at should rising/changed_at',
      'created_at should fixed/created_at',
      'created_by should fixed/created_by',
      'id must readOnly',
      'revision should rising/revision',
    ]);
  });

  it('are without the identity in an update, which could lead to another object', () => {
    expect(keptOf('card', 'create')).toEqual(['id should create/identity']);
    expect(keptOf('card', 'update')).toEqual([]);
  });

  it('may be what no request declares, and are not what one does', () => {
    const withOwner = (text: string) =>
      text.replace('created_by: {type: string}', 'created_by: {type: string}\n        owner: {type: string}');
    const taken = (text: string) =>
      withOwner(text).replace(
        'required: [title]\n      properties:',
        'required: [title]\n      properties:\n        owner: {type: string}',
      );

    expect(keptOf('note', 'update', withOwner)).toContain('owner may properties');
    expect(keptOf('note', 'update', taken).filter((one) => one.startsWith('owner'))).toEqual([]);
  });

  it('are neither secrets nor lists nor parts of references', () => {
    const edited = (text: string) =>
      text
        .replace('created_by: {type: string}', 'created_by: {type: string, x-assay-secret: true}')
        .replace('changed_at: {type: string, format: date-time}', 'changed_at: {type: array}');

    expect(keptOf('note', 'update', edited)).toEqual([
      'created_at should fixed/created_at',
      'revision should rising/revision',
    ]);
  });

  it('have for the identity the value that names nothing', () => {
    const contract = tinyContract();
    const ids = contract.resources.map((resource) => unknownIdentity(contract, resource));

    expect(ids).toEqual(['l0', 'c0', 'n0']);
  });
});
