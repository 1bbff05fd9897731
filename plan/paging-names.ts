import type { Operation, Parameter } from '../model/contract.ts';

// What documents call the parameters of pages, in the spellings that they have.
const PAGING =
  /^\$?(?:limit|top|skip|offset|count|size|start|from|after|before|cursor|marker|continue|continuation|next|page|per_?page|(?:page|start|max|next|result|batch)_?(?:size|number|no|token|index|results?|items?|records?|limit|count|key|id))$/;
const POSITION =
  /^\$?(?:skip|offset|start|from|after|before|cursor|marker|continue|continuation|next|page|(?:page|start|next|continuation)_?(?:number|no|token|index|key|id|marker|cursor))$/;

/** Whether a query parameter is called as one that cuts a list or says where it goes on. */
export function isPagingName(name: string): boolean {
  return PAGING.test(plain(name));
}

/**
 * Whether a parameter says where a list goes on: what is beyond its end, or was named by no reply, may be refused though
 * its schema allows it.
 */
export function isPosition({ effect, list }: Operation, { name, in: where }: Parameter): boolean {
  if (where !== 'query' || effect !== 'read') return false;
  const { paging } = list ?? {};
  const isNamed = paging !== undefined && 'parameter' in paging && paging.parameter === name;
  return isNamed || POSITION.test(plain(name));
}

/** The last part of a name such as `page[number]`, in small letters with underscores. */
function plain(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()
    .replace(/^.*[[.]/, '')
    .replace(/\]$/, '');
}
