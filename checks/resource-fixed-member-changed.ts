import type { Check } from '../model/check.ts';
import { isSameMember } from './echo.ts';
import { orderOf } from './order.ts';
import { isRemembering, judgeRemembered } from './remembered.ts';

/** An update leaves alone what is fixed for the life of an object. */
export const resourceFixedMemberChanged: Check = {
  id: 'resource-fixed-member-changed',
  title: 'A fixed member stays the same',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: isRemembering('fixed'),
  judge: (trace, contract) =>
    judgeRemembered(trace, contract, {
      keyword: 'fixed',
      isBroken: (before, after) => orderOf(before, after) !== 0 && !isSameMember(before, after, 'value'),
      wrong: 'is fixed, and is another afterwards',
    }),
};
