import { describe, expect, it } from 'vitest';
import { groupsOf, readableBy } from '../../src/domain/access.ts';

describe('readableBy', () => {
  const open = { name: 'open', public: true };
  const hidden = { name: 'hidden', public: false };
  const kept = { name: 'kept', public: true, groups: ['hr', 'board'] };
  const both = { name: 'both', public: false, groups: ['hr'] };
  const names = (groups: readonly string[]) =>
    readableBy([open, hidden, kept, both], groups).map(({ name }) => name);

  it('keeps documents to their groups, and those not meant for staff to nobody', () => {
    expect(names([])).toEqual(['open']);
    expect(names(['sales'])).toEqual(['open']);
    expect(names(['sales', 'board'])).toEqual(['open', 'kept']);
    expect(names(['hr'])).toEqual(['open', 'kept']);
  });
});

describe('groupsOf', () => {
  it('lists the groups that a person is named in', () => {
    const groups = [
      { id: 'hr', members: ['slack:T1:U1'] },
      { id: 'board', members: ['slack:T1:U2', 'slack:T1:U1'] },
    ];
    expect(groupsOf('slack:T1:U1', groups)).toEqual(['hr', 'board']);
    expect(groupsOf('slack:T1:U3', groups)).toEqual([]);
    expect(groupsOf(null, groups)).toEqual([]);
  });
});
