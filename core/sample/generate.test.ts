import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  generate,
  generateLog,
  isLogFormat,
  LOG_FORMATS,
  type LogFormat,
  sampleDirectory,
  sampleFiles,
  sampleNameFiles,
  sampleStories,
} from './index.ts';
import { BUSINESS_APPS, SHADOW_APPS, STORY_APPS } from './world/apps.ts';
import { BACKGROUND, PRIVATE_HOSTS } from './world/background.ts';

const START = Date.UTC(2025, 2, 3);
const text = (format: LogFormat, lines: number, seed = 1, days = 14): string =>
  [...generate({ seed, lines, format, start: START, days })].join('');
const digest = (log: string): string => createHash('sha256').update(log, 'latin1').digest('hex').slice(0, 16);

describe('every layout', () => {
  test.each(LOG_FORMATS)('%s has exactly the lines asked for, ASCII, whole lines in every piece', (format) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 4000 }),
        fc.integer(),
        fc.integer({ min: 1, max: 60 }),
        (lines, seed, days) => {
          let count = 0;
          for (const chunk of generate({ seed, lines, format, start: START, days })) {
            expect(chunk.endsWith('\n')).toBe(true);
            count += chunk.split('\n').length - 1;
            expect(/^[\t\n\x20-\x7e]*$/.test(chunk)).toBe(true);
          }
          expect(count).toBe(lines);
        },
      ),
      { numRuns: 12 },
    );
  });

  test('ends without an empty piece, also when the last transaction fills one', () => {
    for (let lines = 400; lines < 520; lines++) {
      const pieces = [...generate({ seed: 1, lines, format: 'bluecoat', start: START, days: 1 })];
      expect(pieces.every((piece) => piece.endsWith('\n'))).toBe(true);
    }
  });

  test('is the same on every machine: the bytes of seed 1 are known', () => {
    const digests = Object.fromEntries(LOG_FORMATS.map((format) => [format, digest(text(format, 5000))]));
    expect(digests).toMatchInlineSnapshot(`
      {
        "asa": "9d95930585b75a09",
        "bluecoat": "3b16b37358ba87a8",
        "fortigate": "a2e6ed5f828eaa12",
        "paloalto": "78222ea989ed80ef",
        "squid": "6976111b5c518a10",
        "zscaler": "15e4907a53eaa21c",
      }
    `);
  });

  test('differs from seed to seed', () => {
    expect(text('squid', 500, 1)).not.toBe(text('squid', 500, 2));
  });

  test('refuses what makes no log', () => {
    const good = { seed: 1, lines: 100, format: 'squid' as const, start: START, days: 1 };
    expect(() => generate({ ...good, lines: 3 })).toThrow(RangeError);
    expect(() => generate({ ...good, days: 0 })).toThrow(RangeError);
    expect(() => generate({ ...good, start: Number.NaN })).toThrow(RangeError);
    expect(isLogFormat('squid')).toBe(true);
    expect(isLogFormat('toString')).toBe(false);
  });
});

/** A Squid line's fields. */
const squid = (log: string) =>
  log
    .trimEnd()
    .split('\n')
    .map((line) => {
      const f = line.trim().split(/\s+/);
      const host = (f[6] ?? '').replace(/^https?:\/\//, '').replace(/[:/].*$/, '');
      return { ms: Number(f[0]) * 1000, ip: f[2] ?? '', result: f[3] ?? '', host, user: f[7] ?? '', peer: f[8] ?? '' };
    });

describe('the organisation', () => {
  const log = generateLog({ seed: 3, lines: 120_000, format: 'squid', start: START, days: 14 });
  const rows = squid([...log.chunks].join(''));

  test('logs in time order inside the period', () => {
    let last = START;
    for (const row of rows) {
      expect(row.ms).toBeGreaterThanOrEqual(last);
      last = row.ms;
    }
    expect(last).toBeLessThan(START + 14 * 86_400_000);
  });

  test('works on weekdays', () => {
    const perDay = new Array<number>(7).fill(0);
    for (const row of rows) {
      const day = new Date(row.ms).getUTCDay();
      perDay[day] = (perDay[day] ?? 0) + 1;
    }
    const weekend = (perDay[0] ?? 0) + (perDay[6] ?? 0);
    expect(weekend).toBeGreaterThan(0);
    expect(weekend * 8).toBeLessThan(rows.length);
  });

  test('goes to many places, most of all to a few, and repeats itself as people do', () => {
    const hosts = new Map<string, number>();
    const cells = new Set<string>();
    for (const row of rows) {
      hosts.set(row.host, (hosts.get(row.host) ?? 0) + 1);
      cells.add(`${Math.floor(row.ms / 3_600_000)} ${row.ip} ${row.user} ${row.host}`);
    }
    const counts = [...hosts.values()].sort((a, b) => b - a);
    const top = counts.slice(0, 20).reduce((sum, count) => sum + count, 0);
    expect(hosts.size).toBeGreaterThan(1000);
    expect(top / rows.length).toBeGreaterThan(0.3);
    expect(cells.size / rows.length).toBeGreaterThan(0.15);
    expect(cells.size / rows.length).toBeLessThan(0.35);
  });

  test('uses made-up names and reserved addresses only, apart from the well-known services', () => {
    const known = new Set([
      ...[...BUSINESS_APPS, ...SHADOW_APPS].flatMap((app) => app.hosts),
      ...BACKGROUND.map((entry) => entry.host),
      ...PRIVATE_HOSTS,
      ...Object.values(STORY_APPS).map((app) => app.host),
    ]);
    for (const row of rows) {
      expect(known.has(row.host) || row.host.endsWith('.example'), row.host).toBe(true);
      expect(row.ip.startsWith('10.'), row.ip).toBe(true);
      expect(/^HIER_(NONE\/-|DIRECT\/(198\.1[89]\.|10\.))/.test(row.peer), row.peer).toBe(true);
    }
  });

  test('holds its stories as described', () => {
    expect(log.stories.map((story) => story.id)).toEqual([
      'personal-cloud-exfiltration',
      'sudden-new-app',
      'blocked-upload',
    ]);
    for (const story of log.stories) {
      const own = rows.filter((row) => row.host === story.host);
      expect(own.length).toBe(story.transactions);
      expect([...new Set(own.map((row) => row.user))].sort()).toEqual(story.users);
      expect(own.filter((row) => row.result === 'TCP_DENIED/403').length).toBe(story.blocked);
      expect(Math.round(own[0]?.ms ?? 0)).toBe(story.from);
      expect(Math.round(own.at(-1)?.ms ?? 0)).toBe(story.to);
    }
  });
});

describe('the sample', () => {
  const options = { seed: 7, lines: 60_000, end: Date.UTC(2025, 5, 27) };

  test('is one log per office, of the asked length in all, before its end', () => {
    const files = sampleFiles(options);
    expect(files.map((file) => file.name)).toEqual([
      'ber-proxysg-1.log',
      'lon-squid-1.log',
      'nyc-pa-1.csv',
      'sin-fgt-1.log',
      'nss-1.txt',
      'waw-asa-1.log',
    ]);
    expect(files.reduce((sum, file) => sum + file.lines, 0)).toBe(60_000);
    const logs = files.map((file) => [...file.chunks].join(''));
    expect(logs.map((log) => log.split('\n').length - 1)).toEqual(files.map((file) => file.lines));
    const last = squid(logs[1] ?? '').at(-1)?.ms ?? 0;
    expect(last).toBeLessThan(options.end);
    expect(last).toBeGreaterThan(options.end - 86_400_000);
  });

  test('has an answer of the name server before every connection of a firewall that sees addresses only', () => {
    const [, , , , , firewall] = sampleFiles(options);
    const answers = sampleNameFiles(options).map(({ chunks }) => [...chunks].join('').split('\n'));
    const known = new Map<string, number>();
    const builds = [...(firewall?.chunks ?? [])]
      .join('')
      .matchAll(/^(\w+ \d+ \d+ [\d:]+) .*outbound.*outside:(198[\d.]+)\/\d+ .*inside:([\d.]+)\//gm);
    for (const line of answers.at(-1) ?? []) {
      const [second, client, , , , , address] = line.split('\t');
      if (!line.startsWith('#')) known.set(`${client} ${address}`, Number(second));
    }
    let connections = 0;
    for (const [, , address, client] of builds) {
      connections++;
      expect(known.has(`${client} ${address}`)).toBe(true);
    }
    expect(connections).toBeGreaterThan(500);
    expect(answers.flat().length).toBeLessThan(8_000);
  });

  test('has a directory that knows every user of its gateways', () => {
    const rows = sampleDirectory(options).trim().split('\r\n').slice(1);
    const accounts = new Set(rows.map((row) => row.split(',')[1]));
    expect(accounts.size).toBe(rows.length);
    const users = [...(sampleFiles(options)[3]?.chunks ?? [])].join('').matchAll(/ user="([^"]+)"/g);
    const seen = new Set(Array.from(users, ([, user]) => user));
    expect(seen.size).toBeGreaterThan(10);
    expect([...seen].filter((user) => !accounts.has(user))).toEqual([]);
  });

  test('tells its stories with their bytes', () => {
    const stories = sampleStories(options);
    const exfiltration = stories.find((story) => story.id === 'personal-cloud-exfiltration');
    expect(exfiltration?.transactions).toBe(180);
    expect(exfiltration?.bytesSent).toBeGreaterThan(1.2e9);
    const berlin = [...(sampleFiles(options)[0]?.chunks ?? [])].join('').split('\n');
    const own = berlin.filter((line) => line.includes(` ${exfiltration?.host} 443 `));
    expect(own.length).toBe(180);
    const sent = own.reduce((sum, line) => sum + Number(line.split(' ').at(-2)), 0);
    expect(sent).toBe(exfiltration?.bytesSent);
    expect(stories.find((story) => story.id === 'sudden-new-app')?.offices.length).toBe(6);
    expect(stories.find((story) => story.id === 'blocked-upload')?.blocked).toBe(28);
  });
});
