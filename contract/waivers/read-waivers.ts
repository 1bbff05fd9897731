import { existsSync } from 'node:fs';
import { UserError } from '../../model/errors.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import { versionRange } from '../../model/version-range.ts';
import type { FoundBy, Waiver } from '../../model/waiver.ts';
import { schemaProblems } from '../json-schema.ts';
import { type ReadDocument, readDocument } from '../read.ts';
import { WAIVER_SCHEMA, waiverSchema } from './waiver-schema.ts';

/**
 * Reads a file of waivers, each with its place.
 * @throws UserError with file:line:column at what cannot be used.
 */
export function readWaivers(path: string): Waiver[] {
  if (!existsSync(path)) {
    throw new UserError('NO_WAIVERS', `${path}: there is no such file of waivers.`, {
      mend: 'Name a file that exists; assay waive writes one.',
    });
  }
  const document = readFile(path);
  refuseProblems(document);
  const entries = (document.content['waivers'] ?? []) as JsonObject[];
  const waivers = entries.map((entry, at) => waiverOf(document, entry, at));
  refuseTwins(document, waivers);
  return waivers;
}

/** What tells one entry from another; each finding has at most one of a kind. */
export function identityOf(waiver: Partial<Waiver>): string {
  const { fingerprint, contract, operation, check, pointer, keyword, productVersions } = waiver;
  const named = fingerprint ? [fingerprint] : [operation, check, pointer, keyword ?? null];
  return JSON.stringify([contract ?? null, productVersions ?? null, ...named]);
}

function readFile(path: string): ReadDocument {
  try {
    return readDocument(path);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'DOCUMENT_NOT_OBJECT') throw error;
    throw new UserError('WAIVERS', `${path}:1:1: the file holds no waivers.`, {
      mend: 'It begins with `waivers:`, and below it stands a list of entries.',
    });
  }
}

function refuseProblems(document: ReadDocument): void {
  const [problem] = schemaProblems(schemaOfMembers(), document.content);
  if (problem) {
    const name = problem.pointer === '' ? 'the file' : nameOf(problem.pointer);
    const isText = problem.message.includes('must be string');
    throw refused(document, problem.pointer, `${name} ${problem.message}`, {
      mend: isText
        ? 'Put it in quotes: YAML takes it for a number or the like.'
        : `What an entry may hold stands in ${WAIVER_SCHEMA} of the package; with the line \`# yaml-language-server: $schema=<its path>\` editors complete it.`,
    });
  }
}

function nameOf(pointer: Pointer): string {
  const [, , at, member] = pointer.split('/');
  if (at === undefined) return pointer.slice(1);
  const entry = `entry ${Number(at) + 1}`;
  return member === undefined ? entry : `${entry}: ${member}`;
}

let members: JsonObject | undefined;

/** Without the unions: what they say is said here in better words. */
function schemaOfMembers(): JsonObject {
  if (members) return members;
  const copy = structuredClone(waiverSchema());
  const definitions = copy['$defs'];
  const waiver = isObject(definitions) ? definitions['waiver'] : undefined;
  if (isObject(waiver)) {
    delete waiver['anyOf'];
    delete waiver['oneOf'];
  }
  members = copy;
  return copy;
}

function waiverOf(document: ReadDocument, entry: JsonObject, at: number): Waiver {
  const place = `/waivers/${at}`;
  const word = (name: string): string | null => (typeof entry[name] === 'string' ? entry[name] : null);
  if (!has(entry, 'fingerprint') && !['operation', 'check', 'pointer'].every((name) => has(entry, name))) {
    throw refused(document, place, `entry ${at + 1} does not say of which finding it speaks`, {
      mend: 'Give its fingerprint, or operation, check and pointer; assay waive writes them.',
    });
  }
  if (has(entry, 'ticket') === has(entry, 'document')) {
    const both = has(entry, 'ticket') ? 'both a ticket and a document' : 'neither a ticket nor a document';
    throw refused(document, place, `entry ${at + 1} has ${both}`, {
      mend: 'Give one: the ticket that follows its mending, or the document that allows it.',
    });
  }
  const versions = word('productVersions');
  if (versions !== null && versionRange(versions) === undefined) {
    const name = JSON.stringify(versions);
    throw refused(document, `${place}/productVersions`, `entry ${at + 1}: ${name} is no range of versions`, {
      mend: 'Give one such as 5.2, ">=5.1 <5.3", "3.22 - 3.33" or "3.x || 4".',
    });
  }
  return {
    ...document.position(place),
    fingerprint: word('fingerprint'),
    contract: word('contract'),
    operation: word('operation'),
    check: word('check'),
    pointer: word('pointer'),
    keyword: word('keyword'),
    reason: word('reason') ?? '',
    owner: word('owner') ?? '',
    ticket: word('ticket'),
    document: word('document'),
    expires: word('expires') ?? '',
    productVersions: versions,
    found: isObject(entry['found']) ? foundBy(entry['found']) : null,
  };
}

// The schema has seen that they are of those that there are.
function foundBy({ target, mode, budget }: JsonObject): FoundBy {
  return {
    target: (target ?? null) as FoundBy['target'],
    mode: (mode ?? null) as FoundBy['mode'],
    budget: (budget ?? null) as FoundBy['budget'],
  };
}

function has(entry: JsonObject, name: string): boolean {
  return (entry[name] satisfies Json | undefined) !== undefined;
}

function refuseTwins(document: ReadDocument, waivers: readonly Waiver[]): void {
  const seen = new Map<string, number>();
  for (const [at, waiver] of waivers.entries()) {
    const before = seen.get(identityOf(waiver));
    if (before !== undefined) {
      const line = waivers[before]?.line ?? 0;
      throw refused(
        document,
        `/waivers/${at}`,
        `entry ${at + 1} speaks of the same as the one in line ${line}`,
        {
          mend: 'Keep one of them.',
        },
      );
    }
    seen.set(identityOf(waiver), at);
  }
}

function refused(
  document: ReadDocument,
  place: Pointer,
  text: string,
  { mend }: { mend: string },
): UserError {
  return new UserError('WAIVERS', `${text}.`, { mend, position: document.position(place) });
}
