/** What README and docs show is so: commands parse, links lead somewhere, scripts and variables exist, code compiles. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../cli/config.ts';
import { openContract, shippedContracts } from '../../cli/contracts.ts';
import { program } from '../../cli/program.ts';
import { settingsOf } from '../../cli/settings.ts';
import { allSiteValues } from '../../contract/site-values.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TOP = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
const PAGES = [...TOP, ...markdownIn('docs'), ...markdownIn('specs')];
const TEXTS = PAGES.map((page) => ({ page, text: readFileSync(join(ROOT, page), 'utf8') }));

interface Block {
  readonly page: string;
  readonly language: string;
  readonly code: string;
}

const BLOCKS: readonly Block[] = TEXTS.flatMap(({ page, text }) =>
  [...text.matchAll(/^```(\w*)[^\n]*\n(.*?)^```/gms)].map(([, language = '', code = '']) => ({
    page,
    language,
    code,
  })),
);

describe('what README and docs show', () => {
  it('has commands that assay takes', () => {
    const commands = commandLines();

    expect(commands.length).toBeGreaterThan(10);
    expect(commands.flatMap(({ page, words }) => problemsOf(words).map((why) => `${page}: ${why}`))).toEqual(
      [],
    );
  });

  it('has links that lead to files and headings', () => {
    const broken = TEXTS.flatMap(({ page, text }) =>
      linksIn(text)
        .filter((link) => !leadsSomewhere(page, link))
        .map((link) => `${page}: ${link}`),
    );

    expect(broken).toEqual([]);
  });

  it('names scripts that package.json has, and tells of every one', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const named = TEXTS.flatMap(({ text }) => [...text.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)]);
    const names = new Set(named.map(([, run, short]) => run ?? short));

    expect([...names].filter((name) => name === undefined || !(name in scripts))).toEqual([]);
    expect(Object.keys(scripts).filter((name) => !names.has(name))).toEqual([]);
  });

  it('names the variables of the contracts, all of them and no other', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const named = new Set([...readme.matchAll(/`((?:PCE|NSX|PAM|SRM)_[A-Z_]+)`/g)].map(([, name]) => name));
    const known = new Set(shippedContracts().flatMap(variablesOf));

    expect([...named].sort()).toEqual([...known].sort());
  });

  it('has a configuration file that can be read', () => {
    const [block] = BLOCKS.filter(({ page, code }) => page === 'README.md' && /^contracts:/m.test(code));
    const folder = mkdtempSync(join(tmpdir(), 'assay-docs-'));
    const file = join(folder, 'assay.config.yaml');
    writeFileSync(file, block?.code ?? '');

    const { contracts, ...given } = readConfig(file);
    rmSync(folder, { recursive: true });

    expect(contracts).toEqual(['illumio-pce']);
    expect(settingsOf(given).failOn).toBe('should');
  });

  it('has TypeScript that compiles against the sources', () => {
    const snippets = BLOCKS.filter(({ language }) => language === 'ts');

    expect(snippets.length).toBeGreaterThan(2);
    expect(compiled(snippets.map(({ code }) => code))).toBe('');
  });
});

function markdownIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
}

/** Lines of shell blocks, and code in the text, that begin with `assay` or start it by npm. */
function commandLines(): { page: string; words: string[] }[] {
  const shell = BLOCKS.filter(({ language }) => language === 'sh' || language === 'yaml').flatMap(
    ({ page, code }) =>
      code.split('\n').map((line) => ({ page, line: line.replace(/^\s*(- )?(run: )?/, '') })),
  );
  const inline = TEXTS.flatMap(({ page, text }) =>
    [...text.matchAll(/`(assay [a-z][^`\n]*)`/g)].map(([, line = '']) => ({ page, line })),
  );
  return [...shell, ...inline]
    .map(({ page, line }) => ({
      page,
      line: line.replace(/^npm start --(?= )/, 'assay run').replace(/\s#.*$/, ''),
    }))
    .filter(({ line }) => /^assay [a-z]/.test(line))
    .map(({ page, line }) => ({ page, words: wordsOf(line).slice(1) }));
}

function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** Why a command line cannot be used; the first word after a flag that takes one is its value. */
function problemsOf([name, ...words]: readonly string[]): string[] {
  const command = program(() => undefined).commands.find((candidate) => candidate.name() === name);
  if (!command) return [`there is no command ${name}`];
  const found: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const option = command.options.find(({ long }) => long === word);
    if (option?.required === true) {
      at += 1;
      // Names in capitals stand for a value, such as FILE.
      const value = words[at];
      const isBad =
        value !== undefined && option.argChoices !== undefined && !option.argChoices.includes(value);
      if (isBad) found.push(`${name} ${word} ${value}`);
    } else if (word.startsWith('-') && !option && word !== '--help') found.push(`${name} has no ${word}`);
    else if (!word.startsWith('-') && isUnknownContract(command, word))
      found.push(`there is no contract ${word}`);
  }
  return found;
}

function isUnknownContract(command: Command, word: string): boolean {
  const isContract = command.registeredArguments[0]?.name() === 'contract';
  const isName = /^[a-z][\w-]*$/.test(word);
  return isContract && isName && !shippedContracts().includes(word);
}

function linksIn(text: string): string[] {
  const prose = text.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const file = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
  if (!existsSync(file)) return false;
  return heading === undefined || headingsOf(readFileSync(file, 'utf8')).includes(heading);
}

/** Headings as GitHub names them in links. */
function headingsOf(text: string): string[] {
  const plain = text.replaceAll(/^```.*?^```/gms, '');
  return [...plain.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function variablesOf(name: string): string[] {
  const { schemes, document } = openContract(name, undefined);
  const credentials = schemes.flatMap(({ credentials: usual, weaker }) => [
    ...usual.values(),
    ...(weaker?.values() ?? []),
  ]);
  return [...credentials, ...allSiteValues(document)].map(({ env }) => env);
}

/** What the compiler says of snippets, with the package's entries taken from the sources. */
function compiled(snippets: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-snippets-'));
  const entries = {
    assay: 'runner/index.ts',
    'assay/generators': 'generators/index.ts',
    'assay/generators/wire': 'generators/wire/index.ts',
    'assay/suites': 'suites/conformance.ts',
  };
  const paths = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, [join(ROOT, file)]]));
  const compilerOptions = { paths, module: 'NodeNext', moduleDetection: 'force' };
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  snippets.forEach((code, index) => {
    writeFileSync(join(folder, `snippet-${index}.mts`), code);
  });
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions, include: ['*.mts'] }),
  );
  try {
    execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      encoding: 'utf8',
    });
    return '';
  } catch (error) {
    // What is wrong with the sources themselves is the type check's to tell.
    const lines = (error as { stdout: string }).stdout.split('\n');
    return lines.filter((line) => line.includes('snippet-')).join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
