import { proveSeeds } from './prove-seeds.ts';
import { HAND_WRITTEN } from './stateful-server.ts';

proveSeeds(HAND_WRITTEN);
