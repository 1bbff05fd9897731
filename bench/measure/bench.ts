import type { Agreement, Panel } from '../judges/panel.ts';
import type { Site } from '../sites/reachable-sites.ts';

/** What a schema is measured with, beside the generator: the judges, and the sites that were counted without it. */
export interface Bench {
  readonly panel: Panel;
  readonly agreements: readonly Agreement[];
  readonly sites: readonly Site[];
}
