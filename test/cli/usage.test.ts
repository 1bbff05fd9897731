import { describe, expect, it } from 'vitest';
import { assay, type Ended } from './cli.ts';
import { folderWith, PETS_31 } from './pets.ts';

const pets = JSON.stringify(PETS_31, null, 2);

const FILES = {
  'pets.json': pets,
  'syntax.yaml': 'openapi: 3.1.0\ninfo: {title: x\npaths: {}\n',
  'no-openapi.yaml': 'pets: 1\n',
  'version-4.yaml': 'openapi: 4.0.0\ninfo: {title: x, version: "1"}\npaths: {}\n',
  'dangling.json': pets.replace('#/components/schemas/Pet', '#/components/schemas/Pat'),
  'external.json': pets.replace('#/components/schemas/Pet', 'pet.json#/Pet'),
  'a-file': '',
  'unknown-key.yaml': 'target: prism\nmodus: full\n',
  'wrong-value.yaml': 'mode: full\nseed: many\n',
  'syntax.json': '{"mode": "full",\n "seed" 5}',
  'unknown-check.yaml': 'check: [response-server-eror]\n',
};

interface Mistake {
  readonly args: readonly string[];
  /** What the first line says, after `assay: `. */
  readonly says: RegExp;
  /** What to do about it. */
  readonly mend: RegExp;
}

async function refused({ args, says, mend }: Mistake, folder: string): Promise<void> {
  const ended = await assay(args, { folder });

  const [first = '', ...others] = ended.stderr.split('\n');
  expect({ ...ended, folder: '' }).toMatchObject({ code: 2, stdout: '' } satisfies Partial<Ended>);
  expect(first).toMatch(/^assay: /);
  expect(first.slice('assay: '.length)).toMatch(says);
  expect(others.map((line) => line.trim()).join(' ')).toMatch(mend);
  expect(others.every((line) => line.length <= 80)).toBe(true);
  expect(ended.stderr).not.toMatch(/ {4}at |has a bug|a bug of assay/);
}

/** A few at once: most of their time is the start of Node. */
async function allRefused(mistakes: readonly Mistake[]): Promise<void> {
  const folder = folderWith(FILES);
  for (let at = 0; at < mistakes.length; at += 4) {
    await Promise.all(mistakes.slice(at, at + 4).map((mistake) => refused(mistake, folder)));
  }
}

describe('a mistake on the command line', () => {
  it('is exit 2 with what is wrong and what to do, for flags', async () => {
    await allRefused([
      { args: ['run', '--nope'], says: /unknown option '--nope'/, mend: /assay run --help/ },
      { args: ['bogus'], says: /unknown command 'bogus'/, mend: /assay --help/ },
      { args: ['run', '--mode', 'wild'], says: /--mode.*'wild'.*read-only, write, full/, mend: /--help/ },
      { args: ['run', '--seed', '-1'], says: /--seed "-1"/, mend: /whole number of at least 0/ },
      { args: ['mock', 'pets.json', '--seed', '1'], says: /--seed is for the twin/, mend: /--stateful/ },
      { args: ['run', '--seed'], says: /--seed.*missing/, mend: /--help/ },
      { args: ['run', '--fail-on', 'all'], says: /--fail-on.*must, should, may/, mend: /--help/ },
      { args: ['run', '--format', 'html,pdf'], says: /--format "pdf"/, mend: /html, json, junit/ },
      {
        args: ['run', '--check', 'response-server-eror'],
        says: /--check/,
        mend: /Did you mean response-server-error\?/,
      },
      {
        args: ['run', '--out', 'a-file'],
        says: /--out a-file .*a file is in its place/,
        mend: /Give a folder/,
      },
    ]);
  });

  it('does not repeat what may be a secret of a header', async () => {
    await allRefused([
      { args: ['run', '--header', 'no colon'], says: /--header/, mend: /"Name: value"/ },
      {
        args: ['run', '--header', 'X-Key: a\nb'],
        says: /^--header "X-Key" cannot be used/,
        mend: /in one line/,
      },
    ]);
  });

  it('is exit 2 for a live target without its one contract', async () => {
    const target = ['--target', 'http://127.0.0.1:1'];
    await allRefused([
      {
        args: ['run', ...target],
        says: /exactly one contract, and none is named/,
        mend: /assay run illumio-pce --target/,
      },
      {
        args: ['run', 'nsx-sensor', 'illumio-pce', ...target],
        says: /one contract, and 2 are named/,
        mend: /assay run nsx-sensor/,
      },
      {
        args: ['run', 'pets.json', '--target', 'ftp://host'],
        says: /no http or https URL/,
        mend: /https:\/\/host/,
      },
      { args: ['run', 'pets.json', '--ca', 'none.pem', ...target], says: /--ca none\.pem/, mend: /PEM/ },
    ]);
  });

  it('is exit 2 for operations and versions that there are not', async () => {
    await allRefused([
      {
        args: ['run', 'pets.json', '--operation', 'GET /cats'],
        says: /no operation is called "GET \/cats"/,
        mend: /such as "GET \/pets"/,
      },
      {
        args: ['run', 'nsx-sensor', '--product-version', '9'],
        says: /nsx-sensor has no overlay/,
        mend: /Known are 5\.2/,
      },
      {
        args: ['run', 'pets.json', '--product-version', '9'],
        says: /pets\.json has no overlay/,
        mend: /Leave/,
      },
      {
        args: ['run', '--product-version', '9'],
        says: /no contract has an overlay/,
        mend: /5\.2 \(nsx-sensor\)/,
      },
    ]);
  });
});

describe('a contract that cannot be used', () => {
  it('is exit 2 with file:line:column, the reason and the way out', async () => {
    await allRefused([
      { args: ['run', 'syntax.yaml'], says: /^syntax\.yaml:3:1: not valid YAML/, mend: /Correct/ },
      {
        args: ['run', 'no-openapi.yaml'],
        says: /^no-openapi\.yaml:1:1: .*no OpenAPI document/,
        mend: /openapi: 3\.1\.0/,
      },
      {
        args: ['run', 'version-4.yaml'],
        says: /^version-4\.yaml:1:1: .*"4\.0\.0"/,
        mend: /openapi: 3\.1\.0/,
      },
      {
        args: ['run', 'dangling.json'],
        says: /^dangling\.json:\d+:\d+: \$ref ".*Pat" names nothing/,
        mend: /Correct/,
      },
      { args: ['run', 'external.json'], says: /^external\.json:\d+:\d+: \$ref "pet\.json/, mend: /Bundle/ },
      {
        args: ['run', './none.yaml'],
        says: /^\.\/none\.yaml:1:1: there is no such file/,
        mend: /illumio-pce/,
      },
      { args: ['run', '.'], says: /^\.:1:1: this is a folder/, mend: /OpenAPI file/ },
      {
        args: ['run', 'nsx-sensr'],
        says: /no contract is called nsx-sensr/,
        mend: /Did you mean nsx-sensor\?/,
      },
    ]);
  });
});

describe('a config file that cannot be used', () => {
  it('is exit 2 with file:line:column', async () => {
    const config = (file: string) => ['run', 'pets.json', '--config', file];
    await allRefused([
      {
        args: config('unknown-key.yaml'),
        says: /^unknown-key\.yaml:2:1: modus is not known.*mode/,
        mend: /assay\.config\.schema\.json/,
      },
      { args: config('wrong-value.yaml'), says: /^wrong-value\.yaml:2:1: seed must be/, mend: /schema/ },
      { args: config('syntax.json'), says: /^syntax\.json:\d+:\d+: not valid/, mend: /Correct/ },
      {
        args: config('none.yaml'),
        says: /--config none\.yaml: there is no such file/,
        mend: /assay\.config\.yaml/,
      },
      { args: config('unknown-check.yaml'), says: /--check "response-server-eror"/, mend: /Did you mean/ },
    ]);
  });
});
