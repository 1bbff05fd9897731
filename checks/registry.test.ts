import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '../model/statement.ts';
import { DEPARTURES } from '../test/checks/departures/all-departures.ts';
import { CHECKS } from './registry.ts';

const CHECKS_FOLDER = import.meta.dirname;
const PAGES = join(CHECKS_FOLDER, '..', 'docs', 'checks');
const IDS = CHECKS.map(({ id }) => id);
const HEADINGS = [
  '## What it says',
  '## Level',
  '## Why it matters',
  '## How to fix it',
  '## When it does not decide',
  '## Source',
  '## Example',
];
const KINDS = [
  ...[
    'exchange',
    'refusal',
    'head',
    'creation',
    'life',
    'listing',
    'session',
    'aftermath',
    'singleton',
    'task',
  ],
  ...['disclosure', 'singleton-refused', 'state-refusal', 'unlisted-creation'],
];

function pageOf(id: string): string {
  return readFileSync(join(PAGES, `${id}.md`), 'utf8');
}

describe('the registry', () => {
  it('names each check once, in alphabetical order', () => {
    expect(IDS).toEqual([...new Set(IDS)].sort());
  });

  it('holds every check that stands in a file of its own', () => {
    const sources = readdirSync(CHECKS_FOLDER).filter((name) => /^[a-z-]+\.ts$/.test(name));
    const declaring = sources.filter((name) =>
      /: Check = /.test(readFileSync(join(CHECKS_FOLDER, name), 'utf8')),
    );

    expect(declaring.map((name) => basename(name, '.ts')).sort()).toEqual(IDS);
  });

  it('has a departing server for every check, and none for a check that is gone', () => {
    expect([...new Set(DEPARTURES.map(({ check }) => check))].sort()).toEqual(IDS);
  });

  it('has no page without a check', () => {
    const pages = readdirSync(PAGES).filter((name) => name !== 'README.md');

    expect(pages.sort()).toEqual(IDS.map((id) => `${id}.md`));
  });

  it('is listed as a whole in docs/checks/README.md, with titles and levels', () => {
    const rows = readFileSync(join(PAGES, 'README.md'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| ['));

    expect(rows).toEqual(
      CHECKS.map(({ id, title, level }) => `| [${id}](${id}.md) | ${title} | ${level.toUpperCase()} |`),
    );
  });
});

describe('the codes of the Web Fuzzing Commons', () => {
  it('are listed with their checks in docs/checks/README.md', () => {
    const rows = readFileSync(join(PAGES, 'README.md'), 'utf8').matchAll(
      /^\| (\d{3}) \| [^|]+ \| (.+) \|$/gm,
    );
    const listed = [...rows].flatMap(([, code, ids = '']) =>
      ids.split(', ').map((id) => `${id.replaceAll('`', '')} ${code}`),
    );

    const carried = CHECKS.flatMap(({ id, wfc }) => (wfc === undefined ? [] : `${id} ${wfc}`));
    expect(listed.sort()).toEqual(carried.sort());
  });

  it('are codes that there are', () => {
    const known = [100, 101, 102, 103, 104, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210];

    expect(known).toEqual(expect.arrayContaining(CHECKS.flatMap(({ wfc }) => wfc ?? [])));
  });
});

describe.each(CHECKS)('$id', (check) => {
  const { id, title, level, judges, needs } = check;

  it('is a kebab noun phrase in the file of its name', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(existsSync(join(CHECKS_FOLDER, `${id}.ts`))).toBe(true);
  });

  it('has a title without a full stop, a level and something to judge', () => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(LEVELS).toContain(level);
    expect(judges.length).toBeGreaterThan(0);
    expect(KINDS).toEqual(expect.arrayContaining([...judges]));
    expect(new Set(needs).size).toBe(needs.length);
  });

  it('has a page with every part, no part empty', () => {
    const page = pageOf(id);
    const parts = page.split(/^## .*$/m).slice(1);

    expect(page.startsWith(`# ${id}\n\n${title}.\n`)).toBe(true);
    expect(page.match(/^## .*$/gm)).toEqual(HEADINGS);
    expect(parts.every((part) => part.trim().length > 0)).toBe(true);
  });

  it('names its highest level on its page', () => {
    const said = /## Level\n\n\**(MUST|SHOULD|MAY)\b/.exec(pageOf(id))?.[1];

    expect(said).toBe(level.toUpperCase());
  });

  it('has departures that stay at or below its level', () => {
    const levels = DEPARTURES.filter((departure) => departure.check === id).map(
      (departure) => departure.level,
    );

    expect(levels.every((found) => LEVELS.indexOf(found) >= LEVELS.indexOf(level))).toBe(true);
    expect(levels).toContain(level);
  });
});
