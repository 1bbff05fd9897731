import { proveDepartures } from './departures/prove.ts';
import { RESPONSE_DEPARTURES } from './departures/response-departures.ts';

proveDepartures(RESPONSE_DEPARTURES);
