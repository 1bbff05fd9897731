/** The collection's query parameters. */
import type { Reading } from '../hand-server.ts';
import { invalid, isObject, type PceError } from './profile-rules.ts';
import type { Profile, ProfileStore } from './profile-store.ts';

/** The profiles that match, before any cap, and how many the client asked for. */
interface Selection {
  readonly matching: readonly Profile[];
  readonly maxResults: number | undefined;
}

type Test = (profile: Profile) => boolean;

const schema = 'pairing_profiles_get_query.schema.json';
const venTypes = ['specified_during_activation', 'server', 'endpoint'];

/** Applies the query, or says what is wrong with it. */
export function select(
  store: ProfileStore,
  query: URLSearchParams,
  reading: Reading,
): Selection | readonly PceError[] {
  const errors: PceError[] = [];
  const tests: Test[] = [];
  let maxResults: number | undefined;
  // The documents do not say what a wrong parameter does: strictly it is refused, leniently it is not heard.
  const refuse = (parameter: string, why: string) => {
    if (reading === 'strict') errors.push(invalid(`The property '#/${parameter}' ${why}`, schema));
  };
  for (const [parameter, value] of query) {
    switch (parameter) {
      case 'name':
      case 'description':
        tests.push(contains(parameter, value, reading));
        break;
      case 'external_data_set':
      case 'external_data_reference':
        tests.push(({ settings }) => settings[parameter] === value);
        break;
      case 'agent_software_release':
        tests.push((profile) => store.release(profile) === value);
        break;
      case 'ven_type':
        if (!venTypes.includes(value)) refuse(parameter, 'is not a VEN type');
        tests.push(({ settings }) => (settings[parameter] ?? 'server') === value);
        break;
      case 'labels': {
        const alternatives = labelAlternatives(value, reading);
        if (alternatives === undefined) refuse(parameter, 'is not a list of lists of label hrefs');
        else if (alternatives.length > 0) tests.push(hasLabels(alternatives));
        break;
      }
      case 'max_results':
        if (/^\d+$/.test(value)) maxResults = Number(value);
        else refuse(parameter, 'did not match the following type: integer');
        break;
      default:
        refuse(parameter, 'is not known');
    }
  }
  if (errors.length > 0) return errors;
  return { matching: store.all().filter((profile) => tests.every((test) => test(profile))), maxResults };
}

function contains(member: string, wanted: string, reading: Reading): Test {
  const fold = (text: unknown) => (reading === 'strict' ? String(text) : String(text).toLowerCase());
  return ({ settings }) => fold(settings[member]).includes(fold(wanted));
}

/** Outer list: or. Inner list: and. Objects with href and a flat list are of low certainty, so lenient only. */
function labelAlternatives(text: string, reading: Reading): string[][] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  const isFlat = reading === 'lenient' && parsed.some((item) => !Array.isArray(item));
  const outer: unknown[] = isFlat ? [parsed] : parsed;
  const alternatives: string[][] = [];
  for (const inner of outer) {
    if (!Array.isArray(inner)) return undefined;
    const hrefs = inner.map((item: unknown) =>
      reading === 'lenient' && isObject(item) ? item['href'] : item,
    );
    if (!hrefs.every((href) => typeof href === 'string')) return undefined;
    alternatives.push(hrefs);
  }
  return alternatives;
}

function hasLabels(alternatives: readonly string[][]): Test {
  return ({ settings }) => {
    const own = (settings['labels'] as { href: string }[]).map(({ href }) => href);
    return alternatives.some((hrefs) => hrefs.every((href) => own.includes(href)));
  };
}
