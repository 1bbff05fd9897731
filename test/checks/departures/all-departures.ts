import { CREDENTIAL_DEPARTURES } from './credential-departures.ts';
import { DELETION_DEPARTURES } from './deletion-departures.ts';
import type { DepartureCase } from './departure-case.ts';
import { LIST_DEPARTURES } from './list-departures.ts';
import { LISTED_DEPARTURES } from './listed-departures.ts';
import { MEMBER_DEPARTURES } from './member-departures.ts';
import { RAW_DEPARTURES } from './raw-departures.ts';
import { REFUSED_DEPARTURES } from './refused-departures.ts';
import { REQUEST_DEPARTURES } from './request-departures.ts';
import { RESOURCE_DEPARTURES } from './resource-departures.ts';
import { RESPONSE_DEPARTURES } from './response-departures.ts';
import { TASK_DEPARTURES } from './task-departures.ts';
import { WIRE_DEPARTURES } from './wire-departures.ts';

/** Every departure; each check has at least one. Those that make the engine wait come first. */
export const DEPARTURES: readonly DepartureCase[] = [
  ...RESOURCE_DEPARTURES,
  ...DELETION_DEPARTURES,
  ...REFUSED_DEPARTURES,
  ...MEMBER_DEPARTURES,
  ...LISTED_DEPARTURES,
  ...TASK_DEPARTURES,
  ...LIST_DEPARTURES,
  ...CREDENTIAL_DEPARTURES,
  ...REQUEST_DEPARTURES,
  ...RAW_DEPARTURES,
  ...RESPONSE_DEPARTURES,
  ...WIRE_DEPARTURES,
];
