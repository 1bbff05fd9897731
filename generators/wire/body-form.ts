/** In which form a media type's bodies are written. */
export function bodyFormOf(mediaType: string): 'json' | 'form' | 'multipart' | 'text' {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/[/+]json$/.test(type)) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  return type.startsWith('multipart/') ? 'multipart' : 'text';
}
