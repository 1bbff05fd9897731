import type { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';

const LIMIT = 2 ** 63;

/** Gives a validator all formats of ajv-formats, and the range of int64, which they leave out. */
export function addAllFormats(ajv: Ajv2020): void {
  ajvFormats.default(ajv);
  ajv.addFormat('int64', {
    type: 'number',
    validate: (value: number) => Number.isInteger(value) && value >= -LIMIT && value < LIMIT,
  });
}
