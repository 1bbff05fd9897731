import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { RecordedRequest } from '../model/run.ts';
import { curlOf } from './curl.ts';
import { reply, startRaw } from './raw-server.test-support.ts';

const stands = (name: string) => name.startsWith('OURS');
const GET: RecordedRequest = { method: 'GET', url: 'http://host/a', headers: [], body: null };
const NASTY = [
  `it's "quoted"`,
  'a\nb\r\n\tc',
  '$(touch /tmp/assay-pwned)',
  '`id`',
  '$HOME \u0024{HOME} $1 $$',
  '\\',
  "\\'",
  "'",
  "'; id; '",
  '!!',
  '*?[a-z]{a,b}~',
  '-o /tmp/x',
  '@/etc/passwd',
  '#',
  '$OURSELF',
  'grüezi €',
  '%s%n',
  '',
];

function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The words that a shell makes of a command. */
function words(command: string, env: Record<string, string> = {}): string[] {
  const script = command.replace(/^curl /, `printf '%s\\0' `);
  return execFileSync('sh', ['-c', script], { env: { PATH: process.env['PATH'], ...env } })
    .toString()
    .split('\0')
    .slice(0, -1);
}

describe('a curl command', () => {
  it.each(NASTY)('carries %j in headers, body and URL through a shell', (text) => {
    const request: RecordedRequest = {
      ...GET,
      method: 'POST',
      url: `http://host/${text}`,
      headers: [
        ['X-A', text],
        ['Content-Type', 'text/plain'],
      ],
      body: text,
    };

    const command = curlOf(request, (name) => name === 'OURS');

    execFileSync('sh', ['-n', '-c', command]);
    const made = words(command);
    expect(made).toContain(text === '' ? 'X-A;' : `X-A: ${text}`);
    expect(made.slice(-3)).toEqual(['--data-raw', text, `http://host/${text}`]);
  });

  it('leaves open to the shell what stands for a secret, and nothing else', () => {
    const request: RecordedRequest = {
      ...GET,
      url: 'http://host/$OURS_1?a=\u0024{OURS_2}x',
      headers: [
        ['X-A', 'Bearer $OURS_1'],
        ['X-B', '$HOME'],
      ],
      body: '{"password":"$OURS_1"}',
    };

    const made = words(curlOf(request, stands), { OURS_1: 'a b"c', OURS_2: "d'e", HOME: 'never' });

    expect(made).toContain('X-A: Bearer a b"c');
    expect(made).toContain('X-B: $HOME');
    expect(made).toContain('{"password":"a b"c"}');
    expect(made.at(-1)).toBe(`http://host/a b"c?a=d'ex`);
  });

  it('gives Basic credentials as a user', () => {
    const request: RecordedRequest = {
      ...GET,
      headers: [['authorization', 'Basic $OURS_USER:$OURS_PASSWORD']],
    };

    expect(words(curlOf(request, stands), { OURS_USER: 'u', OURS_PASSWORD: 'p q' })).toEqual([
      '-i',
      '-g',
      '--path-as-is',
      '-X',
      'GET',
      '-u',
      'u:p q',
      'http://host/a',
    ]);
  });

  it('does not wait for the body of a HEAD', () => {
    expect(curlOf({ ...GET, method: 'HEAD' }, stands)).toBe("curl -i -g --path-as-is -I 'http://host/a'");
  });

  it.skipIf(!hasProgram('curl'))('sends nothing where the body cannot be shown whole', async () => {
    const server = await startRaw((socket) => socket.end(reply(200, [])));
    const request = { ...GET, method: 'POST', url: server.origin, body: '(3 bytes that are no text)' };

    const sent = promisify(execFile)('sh', ['-c', curlOf(request, stands, false)]);

    await expect(sent).rejects.toThrow('the body cannot be shown whole');
    expect(server.requests).toEqual([]);
  });

  it.skipIf(!hasProgram('curl'))('sends what was sent', async () => {
    const server = await startRaw((socket) => socket.end(reply(200, [])));
    const request: RecordedRequest = {
      method: 'PUT',
      url: `${server.origin}//a/../b%2F[x]{y}?q=%zz`,
      headers: [
        ['X-A', `it's $(id)`],
        ['X-Empty', ''],
        ['Authorization', 'Basic $OURS_USER:$OURS_PASSWORD'],
        ['Accept', 'application/json'],
      ],
      body: '@{"a":"`id`\n$OURS_USER"}',
    };

    await promisify(execFile)('sh', ['-c', `${curlOf(request, stands)} --silent`], {
      env: { PATH: process.env['PATH'], OURS_USER: 'somebody', OURS_PASSWORD: 'p"w' },
    });

    const [head = '', body = ''] = (server.requests[0] ?? '').split('\r\n\r\n');
    const lines = head.split('\r\n');
    expect(lines[0]).toBe('PUT //a/../b%2F[x]{y}?q=%zz HTTP/1.1');
    expect(lines).toEqual(
      expect.arrayContaining([
        `X-A: it's $(id)`,
        'X-Empty:',
        'Accept: application/json',
        `Authorization: Basic ${Buffer.from('somebody:p"w').toString('base64')}`,
      ]),
    );
    expect(lines.filter((line) => /^content-type/i.test(line))).toEqual([]);
    expect(body).toBe('@{"a":"`id`\nsomebody"}');
  });
});
