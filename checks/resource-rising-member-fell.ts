import type { Check } from '../model/check.ts';
import { orderOf } from './order.ts';
import { isRemembering, judgeRemembered } from './remembered.ts';

/** What tells how often or when an object was changed never falls. */
export const resourceRisingMemberFell: Check = {
  id: 'resource-rising-member-fell',
  title: 'A rising member never falls',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: isRemembering('rising'),
  judge: (trace, contract) =>
    judgeRemembered(trace, contract, {
      keyword: 'rising',
      isBroken(before, after) {
        const order = orderOf(before, after);
        return order === undefined ? undefined : order > 0;
      },
      wrong: 'is less afterwards than it was before',
    }),
};
