import { conformance } from './conformance.ts';

conformance('nsx-sensor');
