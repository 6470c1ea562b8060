import { Random } from '../../core/sample/random.ts';

/** What a log may hold when an attacker, a full disk or a broken relay has written to it. */
export const HOSTILE_KINDS = [
  'garbage',
  'nul',
  'long-line',
  'formula',
  'huge-user',
  'script',
  'latin1',
  'utf8',
  'bad-utf8',
  'huge-number',
  'ancient-time',
  'control',
  'syslog-prefix',
  'blank',
  'crlf',
] as const;
export type HostileKind = (typeof HOSTILE_KINDS)[number];

const FORMULAS = ['=HYPERLINK("http://files.example.com";"x")', '+1+1', '-2+3', '@SUM(A1:A9)', "=cmd|'/C calc'!A0"];

/** A Squid line whose fields the caller spoils. */
function squidLine(seconds: number, user: string, url: string, bytes = '512'): string {
  return `${seconds}.001     12 10.20.0.9 TCP_MISS/200 ${bytes} GET ${url} ${user} HIER_DIRECT/198.18.0.1 text/html`;
}

function line(kind: HostileKind, seconds: number, random: Random): Buffer {
  const latin1 = (text: string): Buffer => Buffer.from(`${text}\n`, 'latin1');
  const url = 'http://www.openbooks.example/';
  switch (kind) {
    case 'garbage':
      return Buffer.from(Array.from({ length: 80 }, () => 1 + (random.next() % 255)).concat(10));
    case 'nul':
      return latin1(squidLine(seconds, 'nul\0\0user', `${url}\0`));
    case 'long-line':
      return latin1(squidLine(seconds, 'long.line', url + 'a'.repeat(1_200_000)));
    case 'formula':
      return latin1(squidLine(seconds, (FORMULAS[random.below(FORMULAS.length)] ?? '=1').replaceAll(' ', ''), url));
    case 'huge-user':
      return latin1(squidLine(seconds, 'u'.repeat(60_000), url));
    case 'script':
      return latin1(squidLine(seconds, '<script>alert(1)</script>', `${url}?q="><img/src=x/onerror=alert(1)>`));
    case 'latin1':
      return latin1(squidLine(seconds, 'jörg.müller', url));
    case 'utf8':
      return Buffer.from(`${squidLine(seconds, '山田.太郎', url)}\n`, 'utf8');
    case 'bad-utf8':
      return Buffer.concat([Buffer.from([0xc3, 0x28, 0xff, 0xfe]), latin1(squidLine(seconds, 'bad.utf8', url))]);
    case 'huge-number':
      return latin1(squidLine(seconds, 'huge.number', url, '9'.repeat(400)));
    case 'ancient-time':
      return latin1(squidLine(random.below(2) === 0 ? 1 : 99_999_999_999, 'ancient.time', url));
    case 'control':
      return latin1(squidLine(seconds, 'bell\u0007\u001b[2Jcontrol', url));
    case 'syslog-prefix':
      return latin1(`<134>Mar  3 10:00:00 proxy squid[77]: ${squidLine(seconds, 'sys.log', url)}`);
    case 'blank':
      return latin1('');
    case 'crlf':
      return latin1(`${squidLine(seconds, 'cr.lf', url)}\r`);
  }
}

export interface HostileOptions {
  readonly seed: number;
  /** A well formed log, in pieces that end at a line end. */
  readonly chunks: Iterable<string>;
  /** Seconds since the epoch that hostile lines carry. */
  readonly seconds: number;
  /** Kinds to mix in; all when absent. */
  readonly kinds?: readonly HostileKind[];
}

/**
 * Mixes hostile lines into a good log: each kind once after every piece, and a last line that breaks off in the middle.
 * @param count told what was written: lines by kind, and `truncated`.
 */
export function* makeHostile(
  options: HostileOptions,
  count?: (kind: HostileKind | 'truncated') => void,
): Generator<Buffer> {
  const random = new Random(options.seed, 0xbad);
  const kinds = options.kinds ?? HOSTILE_KINDS;
  for (const chunk of options.chunks) {
    yield Buffer.from(chunk, 'latin1');
    for (const kind of kinds) {
      count?.(kind);
      yield line(kind, options.seconds, random);
    }
  }
  count?.('truncated');
  yield Buffer.from(squidLine(options.seconds, 'cut.off', 'http://www.op').slice(0, 30), 'latin1');
}
