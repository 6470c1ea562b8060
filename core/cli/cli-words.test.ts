/** What people see: figures, tables, progress, times, sort words, exit statuses. */
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { AppError } from '../contract/errors.ts';
import type { Job } from '../contract/jobs.ts';
import { AlreadyTold, endingOf, OutputClosed, UsageError } from './failure.ts';
import { humanBytes, humanCount, humanNumber, humanScore, humanSeconds, printable } from './human.ts';
import { ProgressBar, progressLine } from './progress.ts';
import { sortArgument } from './sort.ts';
import { textTable } from './text-table.ts';
import { timeArgument } from './time-range.ts';

describe('figures', () => {
  it('give a score with what it leaves open', () => {
    const facts = { score: 8, scoreLow: 5.31, scoreHigh: 9.87, scoreBasis: 'scored', coverage: 0.544 };
    expect(humanScore(facts)).toBe('8 (5.3–9.9, 54 % known)');
    expect(humanScore({ ...facts, scoreBasis: 'estimated' })).toMatch(/^~8 /);
    expect(humanScore({ ...facts, scoreBasis: 'override' })).toBe('8 (set by hand)');
    expect(humanScore({ ...facts, score: null, scoreBasis: 'unscored' })).toBe('–');
  });

  it.each([
    [null, '–'],
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_024, '1.00 KiB'],
    [1_234_567, '1.18 MiB'],
    [104_857_500, '100 MiB'],
    [1_073_400_000, '1.00 GiB'],
  ])('%s bytes', (value, text) => expect(humanBytes(value)).toBe(text));

  it('groups digits and keeps unknown apart from 0', () => {
    expect([humanCount(1, 'line'), humanCount(1_234, 'entry', 'entries')]).toEqual(['1 line', '1,234 entries']);
    expect([humanNumber(1234567), humanNumber(0), humanNumber(null)]).toEqual(['1,234,567', '0', '–']);
    expect([humanSeconds(59.6), humanSeconds(200), humanSeconds(7_500)]).toEqual([
      '1 min 0 s',
      '3 min 20 s',
      '2 h 5 min',
    ]);
  });

  it('lets no log line drive the terminal', () => {
    expect(printable('a\u001b]0;owned\u0007\r\nb\u202ec\u009b')).toBe('a·]0;owned···b·c·');
    expect(printable('a\u061cb\u200bc\u00add\ufeffe\u{e0041}')).toBe('a·b·c·d·e·');
    expect(printable('نمی\u200cخواهم')).toBe('نمی\u200cخواهم');
  });
});

describe('textTable', () => {
  it('aligns, cuts, and disarms cells', () => {
    const text = textTable(
      [{ title: 'NAME' }, { title: 'N', align: 'right' }, { title: 'LAST' }],
      [
        ['x'.repeat(80), '5', 'y'.repeat(80)],
        ['é😀\u001b[31m', '12345', ''],
      ],
    );
    const [head, first, second, end] = text.split('\n');
    expect(head).toBe(`NAME${' '.repeat(56)}      N  LAST`);
    expect(first).toBe(`${'x'.repeat(59)}…      5  ${'y'.repeat(80)}`);
    expect(second).toBe(`é😀·[31m${' '.repeat(53)}  12345`);
    expect(end).toBe('');
  });
});

describe('times', () => {
  const lastEvent = Date.parse('2026-03-10T12:00:00Z');
  const at = (text: string, edge: 'from' | 'to', zone = 'UTC') => {
    const ms = timeArgument(text, edge, { lastEvent, zone });
    return ms === undefined ? undefined : new Date(ms).toISOString();
  };

  it('reads ISO in the zone and relative to the last event', () => {
    expect(at('2026-03-01', 'from')).toBe('2026-03-01T00:00:00.000Z');
    expect(at('2026-03-01', 'to')).toBe('2026-03-02T00:00:00.000Z');
    expect(at('2026-03-01', 'to', 'America/New_York')).toBe('2026-03-02T05:00:00.000Z');
    expect(at('2026-03-01T08:30', 'to', 'Europe/Berlin')).toBe('2026-03-01T07:30:00.000Z');
    expect(at('2026-03-01T08:30Z', 'to', 'Europe/Berlin')).toBe('2026-03-01T08:30:00.000Z');
    expect(at('-7d', 'from')).toBe('2026-03-03T12:00:00.000Z');
    expect(at('-90m', 'from')).toBe('2026-03-10T10:30:00.000Z');
    expect(timeArgument('-7d', 'from', { lastEvent: null, zone: 'UTC' })).toBeUndefined();
    expect(() => at('7 days ago', 'from')).toThrow(UsageError);
  });
});

describe('sort words', () => {
  it.each([
    ['bytesSent', 'apps', 'bytesSent', 'desc'],
    ['NAME', 'apps', 'name', 'asc'],
    ['name:desc', 'apps', 'name', 'desc'],
    ['-name', 'apps', 'name', 'desc'],
    ['user', 'users', 'key', 'asc'],
    ['users:asc', 'apps', 'users', 'asc'],
  ] as const)('%s', (text, table, column, direction) => {
    expect(sortArgument(text, table)).toEqual({ column, direction });
  });

  it('names the columns when it knows none of that name', () => {
    expect(() => sortArgument('score', 'users')).toThrow(/--sort score: sort by one of user, apps/);
    expect(() => sortArgument('name; drop', 'apps')).toThrow(UsageError);
  });
});

describe('endings', () => {
  it('earn the statuses of the contract', () => {
    expect(endingOf(new AppError('file.notFound', 'No file\nhere.'))).toEqual({ status: 1, message: 'No file here.' });
    expect(endingOf(new AppError('query.badFilter', 'No.', { position: 4 }))).toEqual({
      status: 2,
      message: '--filter, character 5: No.',
    });
    expect(endingOf(new AppError('job.cancelled', ''))).toEqual({
      status: 3,
      message: 'Cancelled. Nothing was changed.',
    });
    expect(endingOf(new UsageError('x')).status).toBe(2);
    expect(endingOf(new AlreadyTold(2))).toEqual({ status: 2, message: null });
    expect(endingOf(new OutputClosed())).toEqual({ status: 0, message: null });
    expect(endingOf(new Error('bug')).status).toBe(1);
  });
});

describe('progress', () => {
  const job: Job = {
    id: 'j',
    method: 'imports.start',
    title: 'Import',
    isRoutine: false,
    state: 'running',
    stage: 'reading',
    bytesDone: 5_000_000,
    bytesTotal: 10_000_000,
    linesDone: 1_234_567,
    progress: 0.5,
    linesPerSecond: 1_000_000.4,
    secondsLeft: 75,
    started: 0,
    ended: null,
    error: null,
    result: null,
  };

  function terminal(isTTY: boolean): { readonly written: () => string; readonly stream: Writable } {
    let text = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    });
    return { written: () => text, stream: Object.assign(stream, { isTTY, columns: 41 }) };
  }

  it('says share, stage, lines, rate and time left', () => {
    expect(progressLine(job)).toBe(
      '[████████████············] 50 %  reading  1,234,567 lines  1,000,000 lines/s  1 min 15 s left',
    );
    const unknown = { ...job, progress: null, linesDone: 0, linesPerSecond: null, secondsLeft: null };
    expect(progressLine(unknown)).toBe('reading  4.77 MiB');
  });

  it('draws on a terminal only, within its width, and leaves nothing behind', () => {
    const tty = terminal(true);
    const bar = new ProgressBar(tty.stream);
    bar.show(job);
    expect(tty.written()).toBe('\r[████████████············] 50 %  reading\u001b[K');
    bar.show({ ...job, ended: 1 });
    expect(tty.written().endsWith('\r\u001b[K')).toBe(true);
    const pipe = terminal(false);
    new ProgressBar(pipe.stream).show(job);
    expect(pipe.written()).toBe('');
  });
});
