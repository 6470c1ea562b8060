/** The commands that need no workspace; in a process of their own where pipes, signals or the start are the point. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { callCli, runCli, squidLog, temporaryFolder } from './run-cli.test-kit.ts';

const folder = temporaryFolder();
function file(name: string, content: string | Buffer): string {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
}
const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

describe('words', () => {
  it.each([
    [[], 'Say what to do; "undercast --help" lists'],
    [['imports'], 'Say what to do; "undercast imports --help" lists'],
    [['bogus'], "unknown command 'bogus'"],
    [['apps'], "required option '-w, --workspace <folder>'"],
    [['formats', '--jsn'], 'Did you mean --json?'],
    [['formats', 'extra'], 'too many arguments'],
    [['parse'], "missing required argument 'file'"],
    [['parse', '-', '--zone', 'Mars/Base'], 'no time zone'],
    [['parse', '-', '--format', 'nonsense'], 'no format "nonsense"'],
    [['apps', '-w', 'x', '--limit', '0'], 'whole number'],
    [['apps', '-w', 'x', '--sort', 'nonsense'], '--sort nonsense'],
    [['export', 'apps', '-w', 'x'], "required option '--to <format>'"],
    [['export', 'apps', '-w', 'x', '--to', 'xls'], 'Allowed choices'],
    [['export', 'activities', '-w', 'x', '--to', 'csv', '--sort', 'user'], 'activities takes no --sort'],
    [['export', 'accounts', '-w', 'x', '--to', 'csv', '--since', '-7d'], 'accounts takes no --since'],
    [['sample'], 'either --workspace or --out'],
    [['tag', 'dropbox', '-w', 'x'], 'exactly one of'],
    [['tag', 'dropbox', '-w', 'x', '--sanction', '--clear'], 'exactly one of'],
    [['imports', 'remove', 'one', '-w', 'x'], 'whole number'],
    [['import', '-', '-', '-w', 'x'], 'once only'],
  ])('%j is a fault of the command line: status 2, one line', async (words, message) => {
    const { status, out, err } = await callCli(words);
    expect(lines(err).length).toBe(1);
    expect(err).toContain(message);
    expect(err.startsWith('undercast: ')).toBe(true);
    expect(out).toBe('');
    expect(status).toBe(2);
    expect(existsSync('x')).toBe(false);
  });

  it('helps and tells its version', async () => {
    expect(await runCli(['--version'])).toEqual({ status: 0, out: '0.1.0\n', err: '' });
    const { status, out } = await runCli(['help', 'apps']);
    expect(status).toBe(0);
    expect(out).toContain('--filter <text>');
  });
});

describe('geo lookup', () => {
  it('says where addresses are and whose, and whose data say so', async () => {
    const { status, out, err } = await runCli(['geo', 'lookup', '185.220.101.1', '10.0.0.1']);
    expect([status, err]).toEqual([0, 'IP geolocation by DB-IP (https://db-ip.com), CC BY 4.0.\n']);
    expect(out).toMatch(/185\.220\.101\.1 +DE .*AS60729 .* tor\n/);
    expect(out).toMatch(/10\.0\.0\.1 +– .*Private addresses\n/);
  });
});

describe('formats', () => {
  it('lists every format once, with its fields', async () => {
    const { status, out } = await runCli(['formats', '--json']);
    const list = JSON.parse(out) as readonly { readonly id: string; readonly fields: readonly string[] }[];
    expect(status).toBe(0);
    expect(new Set(list.map((format) => format.id)).size).toBe(list.length);
    expect(list.map((format) => format.id)).toContain('squid-native');
    expect(list.every((format) => format.fields.includes('time'))).toBe(true);
  });
});

describe('detect-format', () => {
  it('ranks with reasons, also through gzip and from standard input', async () => {
    const plain = await callCli(['detect-format', file('a.log', squidLog(50)), '--json']);
    const [best] = JSON.parse(plain.out) as readonly { readonly format: string; readonly reasons: readonly string[] }[];
    expect(best?.format).toBe('squid-native');
    expect(best?.reasons.length).toBeGreaterThan(0);
    const packed = await callCli(['detect-format', file('b', gzipSync(squidLog(50)))]);
    expect(packed.out).toMatch(/^FORMAT .*\nsquid-native /);
    const piped = await runCli(['detect-format', '-'], { stdin: squidLog(50) });
    expect(piped.out).toContain('squid-native');
  });

  it('ends with 1 and one line when there is nothing to say', async () => {
    for (const [given, words] of [
      [path.join(folder, 'none.log'), 'no file'],
      [file('empty.log', ''), 'empty'],
      [file('prose.txt', 'Once upon a time\n'.repeat(50)), 'No known format'],
    ] as const) {
      const { status, out, err } = await callCli(['detect-format', given]);
      expect([status, out, lines(err).length]).toEqual([1, '', 1]);
      expect(err).toContain(words);
    }
  });
});

describe('parse', () => {
  const mixed = `${squidLog(3)}this is no log line\n\n${squidLog(1, 3)}`;

  it('prints one record a line and accounts for every line', async () => {
    const rejects = path.join(folder, 'rejects.ndjson');
    const { status, out, err } = await callCli(['parse', file('m.log', mixed), '--ndjson', '--rejects', rejects]);
    const records = lines(out).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(status).toBe(0);
    expect(records.map((record) => record.line)).toEqual([1, 2, 3, 6]);
    expect(records[0]).toEqual({
      line: 1,
      format: 'squid-native',
      time: '2026-03-02T08:00:00.123Z',
      sourceIp: '10.1.0.1',
      sourceUser: 'alice@example.com',
      destinationHost: 'www.dropbox.com',
      destinationIp: '192.0.2.1',
      destinationPort: 443,
      url: 'www.dropbox.com:443',
      method: 'CONNECT',
      status: 200,
      action: 'allowed',
      bytesReceived: 1000,
    });
    expect(records[2]).not.toHaveProperty('sourceUser');
    expect(records[2]).not.toHaveProperty('bytesSent');
    expect(err).toBe(
      '6 lines: 4 parsed, 1 rejected, 0 skipped, 1 blank. Reasons: not in the shape of this format: 1.\n',
    );
    expect(lines(readFileSync(rejects, 'utf8')).map((line): unknown => JSON.parse(line))).toEqual([
      { line: 4, reason: 'shape', raw: 'this is no log line' },
    ]);
  });

  it('reads standard input, gzip and UTF-16 alike', async () => {
    const wide = Buffer.from(`\ufeff${mixed}`, 'utf16le');
    const answers = [
      await runCli(['parse', '-'], { stdin: mixed }),
      await callCli(['parse', file('m.gz', gzipSync(mixed))]),
      await callCli(['parse', file('wide.log', wide), '--format', 'squid-native']),
    ];
    const [first, ...others] = answers.map((answer) => answer.out);
    expect(lines(first ?? '').length).toBe(4);
    for (const other of others) expect(other).toBe(first);
  });

  it('ends quietly when its reader goes away', async () => {
    const big = file('big.log', squidLog(60_000));
    const { status, err } = await runCli(['parse', big], {
      meddle: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
    });
    expect([status, err]).toEqual([0, '']);
  });

  it('is cancelled by an interrupt: status 3, one line', async () => {
    const { status, err } = await runCli(['parse', file('slow.log', squidLog(200_000))], {
      meddle: (child) => child.stdout?.once('data', () => child.kill('SIGINT')),
    });
    expect([status, err]).toEqual([3, 'undercast: Cancelled. Nothing was changed.\n']);
  });

  it('says in one line what is wrong with a file', async () => {
    for (const [given, words] of [
      [path.join(folder, 'none.log'), 'There is no file'],
      [file('cut.gz', gzipSync(squidLog(5_000)).subarray(0, 3_000)), 'is cut off'],
      [file('image.log', Buffer.from('89504e470d0a1a0a', 'hex')), 'not a log'],
      // What a terminal would obey in the name it is told stands there as a mark.
      [path.join(folder, 'x\u001b]0;owned\u0007\u202egol.\u061c'), 'x·]0;owned··gol.·'],
    ] as const) {
      const { status, err } = await callCli(['parse', given]);
      expect([status, lines(err).length]).toEqual([1, 1]);
      expect(err).toContain(words);
    }
    for (const [words, told] of [
      [['connectors', 'describe', path.join(folder, 'none.json')], 'There is no file at'],
      [['formats', 'add', path.join(folder, 'none.json'), '-w', 'x'], 'There is no file at'],
      [['formats', 'add', folder, '-w', 'x'], 'is a folder; name a file'],
      [['catalog', 'import', path.join(folder, 'none.csv'), '-w', 'x'], 'There is no file at'],
    ] as const) {
      const { status, err } = await callCli(words);
      expect([status, lines(err).length, err.includes('ENOENT')]).toEqual([1, 1, false]);
      expect(err).toContain(told);
    }
    const { status, err } = await callCli([
      'parse',
      file('ok.log', mixed),
      '--rejects',
      path.join(folder, 'no/such/file'),
    ]);
    expect([status, lines(err).length]).toEqual([1, 1]);
  });
});

describe('sample --out', () => {
  it('writes the same bytes for the same seed, and refuses to overwrite', async () => {
    const first = path.join(folder, 'sample-1');
    const second = path.join(folder, 'sample-2');
    const made = await callCli(['sample', '--out', first, '--lines', '1500', '--seed', '3', '--json']);
    await callCli(['sample', '--out', second, '--lines', '1500', '--seed', '3']);
    const report = JSON.parse(made.out) as {
      readonly files: readonly { readonly path: string; readonly lines: number }[];
    };
    for (const { path: target, lines: count } of report.files) {
      const text = readFileSync(target, 'utf8');
      expect(lines(text).length).toBe(count);
      expect(readFileSync(path.join(second, path.basename(target)), 'utf8')).toBe(text);
    }
    expect(report.files.reduce((sum, { lines: count }) => sum + count, 0)).toBe(1500);
    const again = await callCli(['sample', '--out', first, '--lines', '1500']);
    expect([again.status, lines(again.err).length]).toEqual([1, 1]);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const target = path.join(folder, 'sample-cancelled');
    const words = ['sample', '--out', target, '--format', 'squid', '--lines', '5000000'];
    const { status } = await runCli(words, {
      meddle: (child) => {
        const timer = setInterval(() => {
          if (!existsSync(target) || readdirSync(target).length === 0) return;
          clearInterval(timer);
          // Once: a second time, a moment later, would end it before it has cleaned up.
          child.kill('SIGINT');
        }, 20);
        child.on('close', () => clearInterval(timer));
      },
    });
    expect(status).toBe(3);
    expect(readdirSync(target)).toEqual([]);
  });
});
