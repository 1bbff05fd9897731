import { DEPARTURES } from './departures/all-departures.ts';
import { proveDepartures } from './departures/prove.ts';

proveDepartures(DEPARTURES);
