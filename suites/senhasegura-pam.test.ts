import { conformance } from './conformance.ts';

conformance('senhasegura-pam');
