/** How fast one generator makes values of one schema. */
export interface Pace {
  /** Values in a second, the median of the timed batches. */
  readonly rate: number;
  /** Characters of a value as JSON, on average. */
  readonly length: number;
}

/** Two generators on the same schema, or why they cannot be compared there. */
export interface SpeedResult {
  readonly incomparable?: string;
  readonly assay?: Pace;
  readonly rival?: Pace;
}
