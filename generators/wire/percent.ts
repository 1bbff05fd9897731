/** What RFC 3986 reserves; `allowReserved` lets it stand where it does not end the part of the address. */
const RESERVED = /[:/?@!$'()*,;=]/;

/** Percent-encodes all but the unreserved characters of RFC 3986. */
export function percentEncode(text: string, allowReserved = false): string {
  // A lone surrogate has no UTF-8 form.
  return [...text.replace(/\p{Surrogate}/gu, '\ufffd')]
    .map((character) => (allowReserved && RESERVED.test(character) ? character : encoded(character)))
    .join('');
}

function encoded(character: string): string {
  return encodeURIComponent(character).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The text that percent-encoding stands for; what is not encoded rightly stands for itself. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
