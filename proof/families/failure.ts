import type { TwinReply } from '../../servers/twin/twin-replies.ts';

/** What a server answers that has failed. */
export const FAILURE: TwinReply = { status: 500, headers: [], mediaType: undefined, body: undefined };

/** What stands for a connection that is closed without a reply. */
export const NO_REPLY: TwinReply = { ...FAILURE, status: 0 };
