import { basename, dirname } from 'node:path';
import type { Contract, VendorDocument } from '../model/contract.ts';
import { UserError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import { readInvariants } from './invariant-reader.ts';
import { items, object, text } from './members.ts';
import { operationNames, placesOf, readOperation } from './operations.ts';
import { applyOverlay } from './overlay.ts';
import { type ReadDocument, readDocument } from './read.ts';
import { checkReferences } from './reference.ts';
import { readResources } from './resources.ts';
import { readSchemes } from './schemes.ts';
import { allSiteValues } from './site-values.ts';
import { statementsOf } from './sources.ts';
import { upgraded } from './upgrade.ts';

/** What to read a contract from. */
export interface CompileOptions {
  /** Path of the OpenAPI document. */
  readonly file: string;
  /** Path of an overlay to apply. */
  readonly overlay?: string | undefined;
}

/**
 * Reads an OpenAPI 2.0, 3.0 or 3.1 document, with its extensions, into a contract.
 * @throws UserError with file:line:column where the document cannot be used.
 */
export function compile({ file, overlay }: CompileOptions): Contract {
  const read = readDocument(file);
  const whole = overlay === undefined ? read.content : applyOverlay(read.content, readDocument(overlay));
  const document = upgraded(whole, read.position(''));
  checkReferences(document, (pointer, why, mend) => {
    throw new UserError('REFERENCE', why, { position: read.position(pointer), mend });
  });
  return assemble(document, read, file);
}

function assemble(document: JsonObject, read: ReadDocument, file: string): Contract {
  const { file: shown, position, frame } = read;
  const info = object(document['info']);
  const documents = vendorDocuments(document);
  const places = placesOf(document);
  const names = operationNames(document, places);
  const schemes = readSchemes(document, names.byOperationId);
  const loginPaths = schemes.flatMap((scheme) => [
    ...(scheme.tokenUrl === undefined ? [] : [pathOf(scheme.tokenUrl)]),
    ...(scheme.session ? [scheme.session.login.replace(/^\S+ /, '')] : []),
  ]);
  const server = serverUrl(document);
  const limit = object(document['x-assay-limits'])['requestsPerMinute'];
  return {
    name: nameOf(file, text(info['title'])),
    title: text(info['title']) ?? basename(file),
    version: text(info['version']) ?? '',
    file: shown,
    document,
    serverUrl: server,
    basePath: pathOf(server).replace(/\/+$/, ''),
    documents,
    operations: places.map((place) => readOperation(document, place, names, loginPaths)),
    resources: readResources(document, names),
    schemes,
    siteValues: allSiteValues(document),
    invariants: readInvariants(document, position),
    statement: statementsOf(document, new Map(documents.map(({ id, title }) => [id, title])), position),
    position,
    frame,
    ...(typeof limit === 'number' ? { requestsPerMinute: limit } : {}),
  };
}

function vendorDocuments(document: JsonObject): VendorDocument[] {
  const at = '/info/x-assay-documents';
  return items(object(document['info'])['x-assay-documents'], at).map(([value]) => {
    const declared = object(value);
    const version = text(declared['version']);
    const address = text(declared['address']) ?? text(declared['file']);
    return {
      id: text(declared['id']) ?? '',
      title: text(declared['title']) ?? '',
      ...(version === undefined ? {} : { version }),
      ...(address === undefined ? {} : { address }),
    };
  });
}

/** The first server's URL with its variables' defaults put in; `/` where there is none. */
function serverUrl(document: JsonObject): string {
  const [first] = items(document['servers'], '/servers');
  const server = object(first?.[0]);
  const variables = object(server['variables']);
  return (text(server['url']) ?? '/').replaceAll(/\{([^}]+)\}/g, (whole, name: string) => {
    const value = object(variables[name])['default'];
    return value === undefined ? whole : String(value);
  });
}

function pathOf(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
}

/** A shipped contract is called by its folder, any other by its title. */
function nameOf(file: string, title: string | undefined): string {
  const folder = basename(dirname(file));
  if (basename(file) === 'openapi.yaml' && basename(dirname(dirname(file))) === 'specs') return folder;
  const stem = (title ?? basename(file).replace(/\.[^.]+$/, '')).toLowerCase();
  return stem.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'contract';
}
