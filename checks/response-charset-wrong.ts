import type { Check } from '../model/check.ts';
import { type Level, weakest } from '../model/statement.ts';
import type { Reply } from '../model/trace.ts';
import { charsetOf, decoderOf, isUtf8Json } from './charset.ts';
import { boundOf, documentedResponse, isJson } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';
import { replyStatement } from './reply-statement.ts';

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** JSON is UTF-8 (RFC 8259, section 8.1), and a text is in the charset that its media type names. */
export const responseCharsetWrong: Check = {
  id: 'response-charset-wrong',
  title: 'Bodies are in the charset that they say or their type has',
  level: 'must',
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    if (!reply?.contentType || reply.body.length === 0 || reply.truncated) return [];
    const { contentType } = reply;
    const charset = charsetOf(contentType);
    if (!isJson(contentType) && (charset === undefined || !isText(contentType))) return [];
    const wrong = isJson(contentType) ? wrongOfJson(reply, charset) : wrongOfText(reply, charset ?? '');
    if (!wrong) return brokenOrHolds(operation, []);
    const response = documentedResponse(exchange);
    // Of a reply that nobody documented nobody said that it is JSON.
    const bound = response ? boundOf(response, reply.status) : 'should';
    return brokenOrHolds(operation, [
      broken({
        statement: replyStatement(contract, exchange, 'content', weakest(wrong.level, bound)),
        instance: null,
        message: wrong.message,
        expected: isJson(contentType) ? 'utf-8' : (charset ?? ''),
        received: contentType,
        exchange,
      }),
    ]);
  },
};

interface Wrong {
  readonly level: Level;
  readonly message: string;
}

function wrongOfJson({ body }: Reply, charset: string | undefined): Wrong | undefined {
  if (!isUtf8Json(body)) return { level: 'must', message: 'the JSON is not in UTF-8' };
  // Section 8.1: it must not be added, and a reader may pass over it.
  if (BYTE_ORDER_MARK.equals(body.subarray(0, BYTE_ORDER_MARK.length)))
    return { level: 'should', message: 'the JSON begins with a byte order mark' };
  if (charset === undefined || decoderOf(charset)?.encoding === 'utf-8') return undefined;
  // Section 11: JSON has no such parameter; who heeds it all the same reads other letters beyond ASCII.
  const isAscii = body.every((byte) => byte < 128);
  const isKnown = decoderOf(charset) !== undefined;
  return {
    level: isAscii || !isKnown ? 'may' : 'should',
    message: `the JSON is in UTF-8 and says that it is in ${charset}`,
  };
}

/** RFC 9110, section 8.3.2; what is said of no charset at all nobody can decode. */
function wrongOfText({ body }: Reply, charset: string): Wrong | undefined {
  const decoder = decoderOf(charset);
  if (!decoder)
    return { level: 'may', message: `the text says that it is in ${charset}, which nobody knows` };
  try {
    decoder.decode(body);
    return undefined;
  } catch {
    return { level: 'should', message: `the text is not in ${charset}, as it says` };
  }
}

function isText(contentType: string): boolean {
  return /^\s*(?:text\/|[^;]*[/+]xml\s*(?:;|$))/i.test(contentType);
}
