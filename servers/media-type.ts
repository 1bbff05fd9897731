import type { Content } from '../model/contract.ts';

// RFC 9110, section 5.6.2.
const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const PARAMETER = `\\s*(?:;\\s*(?:${TOKEN}=(?:${TOKEN}|"(?:[^"\\\\]|\\\\.)*"))?\\s*)*`;
const MEDIA_TYPE = new RegExp(`^${TOKEN}/${TOKEN}${PARAMETER}$`, 's');

/** Whether a Content-Type is a media type at all (RFC 9110, section 8.3.1). */
export function isMediaType(text: string): boolean {
  return MEDIA_TYPE.test(text);
}

/** Whether a media type carries JSON. */
export function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(mediaType);
}

/** Whether a media type carries a form. */
export function isForm(mediaType: string): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/)/i.test(mediaType);
}

/** The content that is documented for a media type, whatever its parameters. */
export function contentOf(contents: readonly Content[], mediaType: string): Content | undefined {
  const [wanted] = mediaType.split(';');
  return contents.find(
    (content) => content.mediaType.split(';')[0]?.trim().toLowerCase() === wanted?.trim().toLowerCase(),
  );
}

/** Whether an Accept header takes a media type; without one everything is taken (RFC 9110, section 12.5.1). */
export function isAccepted(accept: string | undefined, mediaType: string): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  const [wanted = ''] = mediaType.toLowerCase().split(';');
  const ranges = accept
    .toLowerCase()
    .split(',')
    .map((range) => range.split(';').map((part) => part.trim()));
  return ranges.some(([range = '', ...parameters]) => {
    const isRefused = parameters.some((parameter) => /^q\s*=\s*0(?:\.0*)?$/.test(parameter));
    const [type, subtype] = range.split('/');
    const [ownType, ownSubtype] = wanted.trim().split('/');
    const isIn = (own: string | undefined, given: string | undefined) => given === '*' || given === own;
    return !isRefused && isIn(ownType, type) && isIn(ownSubtype, subtype);
  });
}
