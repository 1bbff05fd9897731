import { proveDepartures } from './departures/prove.ts';
import { RESOURCE_DEPARTURES } from './departures/resource-departures.ts';

proveDepartures(RESOURCE_DEPARTURES);
