import { conformance } from './conformance.ts';

conformance('vmware-srm');
