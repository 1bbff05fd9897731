import { conformance } from './conformance.ts';

conformance('illumio-pce');
