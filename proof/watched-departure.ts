import type { TwinDeparture } from '../servers/twin/departure.ts';
import type { TwinReply } from '../servers/twin/twin-replies.ts';
import { isSameReply } from './same-reply.ts';

/** A departure that counts how often it was one. */
export interface Watched {
  readonly departure: TwinDeparture;
  /** How often the server did something else than the correct one would have. */
  readonly departed: number;
  /** Whether any reply was another: what is done otherwise inside may never show. */
  readonly isSeen: boolean;
}

type Answer = NonNullable<TwinDeparture['answer']>;

/** Counts when a departure makes a difference, so that a mutant that nobody could tell from the twin is known. */
export function watched(depart: (note: () => void) => TwinDeparture): Watched {
  let departed = 0;
  let isSeen = false;
  const noteInside = (isOther: boolean) => {
    if (isOther) departed += 1;
  };
  const note = (isOther: boolean) => {
    noteInside(isOther);
    isSeen ||= isOther;
  };
  /** Whether a fault is overlooked in the call that is answered now, or one is made up; undefined where neither is. */
  let overlooks: boolean | undefined;
  const departure = depart(() => noteInside(true));
  const { answer, outside, admits, faults, refuse, keepsAlone, carryOut } = departure;
  const noted = (own: Answer, ...[call, usual]: Parameters<Answer>): TwinReply => {
    let last: TwinReply | undefined;
    let isAsMeant = true;
    const reply = own.call(departure, call, (meant = call) => {
      isAsMeant &&= meant === call;
      last = usual(meant);
      return last;
    });
    note(!last || !isAsMeant || !isSameReply(reply, last));
    return reply;
  };
  return {
    get departed() {
      return departed;
    },
    get isSeen() {
      return isSeen;
    },
    departure: {
      ...((answer || faults) && {
        answer(call, usual) {
          overlooks = undefined;
          const reply = answer ? noted(answer, call, usual) : usual();
          // Whoever overlooks a fault may have to refuse the call for what comes of it.
          isSeen ||= overlooks !== undefined && overlooks === reply.status < 400;
          return reply;
        },
      }),
      ...(outside && {
        outside(request, usual) {
          const reply = outside.call(departure, request, usual);
          note(!isSameReply(reply, usual));
          return reply;
        },
      }),
      ...(admits && {
        admits(call, usual) {
          const isAdmitted = admits.call(departure, call, usual);
          note(isAdmitted !== usual);
          return isAdmitted;
        },
      }),
      ...(faults && {
        faults(call, usual) {
          const found = faults.call(departure, call, usual);
          const isOther = (found.length === 0) !== (usual.length === 0);
          noteInside(isOther);
          if (isOther) overlooks = found.length === 0;
          return found;
        },
      }),
      ...(refuse && {
        refuse(call, found, usual) {
          const reply = refuse.call(departure, call, found, usual);
          note(!isSameReply(reply, usual));
          return reply;
        },
      }),
      ...(keepsAlone && {
        keepsAlone(call, member) {
          const isAlone = keepsAlone.call(departure, call, member);
          note(!isAlone);
          return isAlone;
        },
      }),
      ...(carryOut && {
        carryOut(work, usual) {
          const object = carryOut.call(departure, work, usual);
          noteInside(object !== undefined);
          return object;
        },
      }),
    },
  };
}
