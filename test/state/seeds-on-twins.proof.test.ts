import { proveSeeds } from './prove-seeds.ts';
import { TWINS } from './stateful-server.ts';

// A file of its own, so that another core is at it.
proveSeeds(TWINS);
