import { repeatedMember } from '../contract/repeated-members.ts';
import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { tokens } from '../model/pointer.ts';
import { broken, brokenOrHolds } from './judgements.ts';
import { replyStatement } from './reply-statement.ts';

/** No object of a JSON body has two members of one name: RFC 8259, section 4. */
export const responseBodyMemberRepeated: Check = {
  id: 'response-body-member-repeated',
  title: 'No object has two members of one name',
  level: 'should',
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    if (!reply || reply.json === undefined) return [];
    const place = repeatedMember(Buffer.from(reply.body).toString('utf8'));
    if (place === undefined) return brokenOrHolds(operation, []);
    return brokenOrHolds(operation, [
      broken({
        statement: replyStatement(contract, exchange, 'content', 'should'),
        instance: place,
        message: `the member ${place} stands twice, and which one counts is left to the reader`,
        expected: inWords('each name once in an object'),
        received: tokens(place).at(-1) ?? '',
        exchange,
      }),
    ]);
  },
};
