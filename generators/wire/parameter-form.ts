import type { Parameter } from '../../model/contract.ts';

/** How the parts of a list or object stand in a style of OpenAPI 3.1.1's table "Style Examples". */
export interface ParameterForm {
  /** Stands before the first part. */
  readonly prefix: string;
  /** Between the items, or between names and values of an object that is not exploded. */
  readonly separator: string;
  /** Every item repeats the name (`a=1&a=2`), every member of an object is a name. */
  readonly named: boolean;
}

/** What of a parameter decides how it is written. */
export type Written = Pick<Parameter, 'name' | 'style' | 'explode'> & Partial<Parameter>;

/** The form of a parameter's style. */
export function formOf({ style, explode, in: where }: Written): ParameterForm {
  switch (style) {
    case 'label':
      return { prefix: '.', separator: explode ? '.' : ',', named: false };
    case 'matrix':
      return { prefix: ';', separator: explode ? ';' : ',', named: true };
    case 'spaceDelimited':
      return { prefix: '', separator: explode ? '&' : '%20', named: true };
    case 'pipeDelimited':
      return { prefix: '', separator: explode ? '&' : '%7C', named: true };
    case 'form':
      return { prefix: '', separator: explode ? (where === 'cookie' ? '; ' : '&') : ',', named: true };
    case 'deepObject':
      return { prefix: '', separator: '&', named: true };
    case 'simple':
      return { prefix: '', separator: ',', named: false };
  }
}
