import type { Json } from '../../model/json.ts';
import { hasFormat } from '../valid/format-check.ts';

const ALMOST: Record<string, readonly Json[]> = {
  'date-time': ['2024-02-30T09:30:00Z', '2024-01-15T09:30:00', '2024-01-15', '15.01.2024 09:30'],
  date: ['2024-02-30', '2024-1-5', '15.01.2024', '2024-01-15T00:00:00Z'],
  time: ['25:00:00Z', '09:30:00', '9:30'],
  'iso-time': ['25:00:00Z', '9:30'],
  'iso-date-time': ['2024-02-30T09:30:00Z', '2024-01-15'],
  duration: ['1D', 'P', 'P1H', 'one day'],
  email: ['user@', 'user.example.com', '@example.com', 'user@@example.com'],
  hostname: ['-example.com', 'exa_mple.com', 'example..com', 'exa mple.com'],
  ipv4: ['192.0.2.256', '192.0.2', '192.0.2.1.1', '192.0.2.01'],
  ipv6: ['2001:db8::1::2', '2001:db8::g', '1:2:3:4:5:6:7'],
  uri: ['example.com/path', '//example.com', 'https://exa mple.com/', 'not a uri'],
  url: ['example.com', 'https://', 'not a url'],
  'uri-reference': ['\\\\host\\share', 'a b', 'https://exa mple.com/'],
  'uri-template': ['/{id', '/{}', '/a b'],
  uuid: ['3f2b8c1e-7a4d-4c6b-9e0f-5d1a2b3c4d5', '3f2b8c1e7a4d4c6b9e0f5d1a2b3c4d5e', 'not-a-uuid'],
  'json-pointer': ['a/b', '/a~2'],
  'relative-json-pointer': ['/a', '-1/a', '01'],
  'json-pointer-uri-fragment': ['/a', '#a'],
  regex: ['(', '[a', 'a{2,1}'],
  byte: ['c2FtcGx', 'not base64!', 'c2Ft*Gxl'],
  int32: [2_147_483_648, -2_147_483_649, 4_294_967_296],
  int64: [2 ** 63, -(2 ** 63) - 2048, 2 ** 64],
};

/** Values that look like a format's and are not, as far as the validator tells. */
export function almost(format: string): readonly Json[] {
  return (ALMOST[format] ?? []).filter((value) => !hasFormat(value, format));
}
