import type { Grammar } from './grammar.ts';

// RFC 3339, 5.6, with the days of each month; the year 0000 is left out, which many calendars do not have.
const LEAP = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const DATE = `(?!0000)(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|${LEAP}-02-29)`;
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?';
/** Offsets that are in use, in quarters of an hour. */
const OFFSET = '(?:Z|[+](?:0\\d|1[0-3]):(?:00|15|30|45)|[+]14:00|-(?:0[1-9]|1[01]):(?:00|15|30|45)|-12:00)';
const ANY_OFFSET = '(?:Z|z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';
const COUNT = '(?:0|[1-9]\\d{0,3})';
const DURATION_TIME = `T(?:${COUNT}H(?:${COUNT}M(?:${COUNT}S)?)?|${COUNT}M(?:${COUNT}S)?|${COUNT}S)`;
const DURATION_DATE = `(?:${COUNT}Y(?:${COUNT}M(?:${COUNT}D)?)?|${COUNT}M(?:${COUNT}D)?|${COUNT}D)`;

const DATES = ['2024-01-15', '2024-02-29', '1999-12-31', '2000-02-29', '1970-01-01', '2038-01-19'];
const TIMES = [
  '09:30:00Z',
  '00:00:00Z',
  '23:59:59Z',
  '09:30:00.123Z',
  '09:30:00+05:30',
  '23:59:59.999999-08:00',
];
const UNUSUAL_TIMES = ['09:30:00.000000001Z', '09:30:00+14:00', '09:30:00-12:00'];

const DATE_TIME: Grammar = {
  pattern: `^${DATE}T${CLOCK}${OFFSET}$`,
  wider: `^${DATE}[Tt]${CLOCK}${ANY_OFFSET}$`,
  shown: TIMES.map((time, at) => `${DATES[at]}T${time}`),
  unusual: [
    ...UNUSUAL_TIMES.map((time) => `2024-01-15T${time}`),
    '9999-12-31T23:59:59Z',
    '2016-12-31T23:59:60Z',
  ],
};
const TIME: Grammar = {
  pattern: `^${CLOCK}${OFFSET}$`,
  wider: `^${CLOCK}${ANY_OFFSET}$`,
  shown: TIMES,
  unusual: UNUSUAL_TIMES,
};

/** Formats of dates and times. */
export const TIME_GRAMMARS: Readonly<Record<string, Grammar>> = {
  date: { pattern: `^${DATE}$`, shown: DATES, unusual: ['0001-01-01', '9999-12-31', '1900-02-28'] },
  time: TIME,
  'date-time': DATE_TIME,
  'iso-time': { ...TIME, wider: `^${CLOCK}${ANY_OFFSET}?$` },
  'iso-date-time': { ...DATE_TIME, wider: `^${DATE}[Tt ]${CLOCK}${ANY_OFFSET}?$` },
  duration: {
    pattern: `^P(?:${DURATION_DATE}(?:${DURATION_TIME})?|${DURATION_TIME}|${COUNT}W)$`,
    wider: `^P(?:${DURATION_DATE}(?:${DURATION_TIME})?|${DURATION_TIME}|${COUNT}W)$`.replaceAll(
      COUNT,
      '\\d+',
    ),
    shown: ['P1D', 'PT1H', 'PT30M', 'P1Y2M3D', 'P2W', 'P1DT12H', 'P1Y2M10DT2H30M5S'],
    unusual: ['PT0S', 'P0D', 'PT36H', 'P9999Y'],
  },
};
