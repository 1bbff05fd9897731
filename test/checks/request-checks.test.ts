import { proveDepartures } from './departures/prove.ts';
import { REQUEST_DEPARTURES } from './departures/request-departures.ts';

proveDepartures(REQUEST_DEPARTURES);
