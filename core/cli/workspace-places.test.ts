/** Where a workspace is made and where not, what a failed or cancelled import leaves, and logs that come from elsewhere. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { callCli, runCli, squidLog, temporaryFolder } from './run-cli.test-kit.ts';

type Row = Readonly<Record<string, unknown>>;

const LINES = 300;
const folder = temporaryFolder();
const workspace = path.join(folder, 'case.undercast');
const log = path.join(folder, 'proxy.log');
const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

beforeAll(async () => {
  writeFileSync(log, squidLog(LINES));
  expect((await callCli(['import', log, '-w', workspace])).status).toBe(0);
});

describe('places that are no workspace', () => {
  it('are refused in one line, and left as they were', async () => {
    const other = path.join(folder, 'documents');
    mkdirSync(other);
    writeFileSync(path.join(other, 'letter.txt'), 'Dear reader');
    for (const [words, message] of [
      [['apps', '-w', path.join(folder, 'none')], 'no workspace'],
      [['apps', '-w', other], 'not an Undercast workspace'],
      [['import', log, '-w', other], 'other files in it'],
      [['sample', '-w', workspace], 'already'],
    ] as const) {
      const { status, err } = await callCli(words);
      expect(err).toContain(message);
      expect([status, lines(err).length]).toEqual([1, 1]);
    }
    expect(existsSync(path.join(folder, 'none'))).toBe(false);
    expect(existsSync(path.join(other, 'workspace.db'))).toBe(false);
  });
});

describe('places where nothing can be written', () => {
  it('are named with the reason in words, and with what to do', async () => {
    const inFile = path.join(log, 'inner');
    const key = { UNDERCAST_CONFIG: path.join(log, 'config'), UNDERCAST_PASSPHRASE: 'correct horse battery' };
    for (const [words, message, env] of [
      [['import', log, '-w', inFile], 'Choose another place', {}],
      [['export', 'apps', '-w', workspace, '--to', 'csv', '--out', inFile], 'cannot be written', {}],
      [['collect', '--spool', inFile, '--syslog', 'udp://127.0.0.1:5514'], 'The spool', {}],
      [['import', log, '-w', path.join(folder, 'sealed.undercast'), '--anonymize'], 'Set UNDERCAST_CONFIG', key],
    ] as const) {
      const { status, err } = await callCli(words, env);
      expect(err).toContain(message);
      expect(err).toContain('a part of its path is a file, not a folder');
      expect(err).not.toMatch(/\bE(?:NOTDIR|NOENT|ACCES)|inside Undercast/);
      expect([status, lines(err).length]).toEqual([1, 1]);
    }
  });
});

describe('a first import that fails', () => {
  it('leaves no workspace behind', async () => {
    const prose = path.join(folder, 'prose.txt');
    const target = path.join(folder, 'never.undercast');
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    writeFileSync(prose, 'Once upon a time\n'.repeat(100));
    for (const place of [target, empty]) {
      const { status, out, err } = await callCli(['import', prose, '-w', place, '--json']);
      expect([status, out, lines(err).length]).toEqual([1, '', 1]);
    }
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(empty)).toEqual([]);
  });

  it('keeps a finished one although nobody reads its ledger', async () => {
    const target = path.join(folder, 'unread.undercast');
    const { status } = await runCli(['import', log, '-w', target], { meddle: (child) => child.stdout?.destroy() });
    expect(status).toBe(0);
    expect((await callCli(['apps', '-w', target])).out).toContain('Dropbox');
  });
});

describe('imports from elsewhere', () => {
  it('reads standard input and folders', async () => {
    const place2 = ['-w', path.join(folder, 'second.undercast'), '--json'];
    const piped = await runCli(['import', '-', ...place2], { stdin: squidLog(20) });
    expect(JSON.parse(piped.out)).toMatchObject({ stored: 20, files: [{ path: '-' }] });
    const logs = path.join(folder, 'logs');
    mkdirSync(logs);
    writeFileSync(path.join(logs, 'a.log'), squidLog(10, 100));
    writeFileSync(path.join(logs, 'b.log'), squidLog(10, 200));
    const both = JSON.parse((await callCli(['import', logs, ...place2])).out) as { readonly files: readonly Row[] };
    expect(both).toMatchObject({ stored: 20 });
    expect(both.files).toHaveLength(2);
  });

  it('names a file of a folder that it left out once, with why', async () => {
    const logs = path.join(folder, 'with-image');
    mkdirSync(logs);
    writeFileSync(path.join(logs, 'a.log'), squidLog(10, 300));
    writeFileSync(path.join(logs, 'b.tar'), Buffer.from('ustar'.padStart(262, 'b').padEnd(1024, '\0')));
    const { status, err } = await callCli(['import', logs, '-w', path.join(folder, 'second.undercast')]);
    expect([status, err]).toEqual([0, expect.stringContaining('Left out: ')]);
    expect(err.split(path.join(logs, 'b.tar'))).toHaveLength(2);
  });

  it('is cancelled by an interrupt: status 3, and nothing of the import is left', async () => {
    const target = path.join(folder, 'cancelled.undercast');
    await callCli(['import', log, '-w', target]);
    // The import waits for more input, so the interrupt always meets it at work.
    const { status, err } = await runCli(['import', '-', '-w', target, '--json'], {
      stdin: squidLog(50_000, 10_000),
      isStdinOpen: true,
      meddle: (child) => child.stdin?.write('\n', () => child.kill('SIGINT')),
    });
    expect([status, err]).toEqual([3, 'undercast: Cancelled. Nothing was changed.\n']);
    const imports = JSON.parse((await callCli(['imports', 'list', '-w', target, '--json'])).out) as readonly Row[];
    expect(imports.filter((row) => row.state === 'done')).toHaveLength(1);
    const apps = JSON.parse((await callCli(['apps', '-w', target, '--json'])).out) as readonly Row[];
    expect(apps.reduce((sum, app) => sum + Number(app.transactions), 0)).toBeLessThanOrEqual(LINES);
  });
});
