import { CREDENTIAL_DEPARTURES } from './departures/credential-departures.ts';
import { proveDepartures } from './departures/prove.ts';

proveDepartures(CREDENTIAL_DEPARTURES);
