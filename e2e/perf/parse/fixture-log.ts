/**
 * In: the few lines of a format's sample. Out: a long log of the same lines with other times, users, addresses and hosts. It names about as
 * many of them as the generator's Squid log of that length, and its visits repeat as often, whatever number of lines the sample has.
 * Guarantee: the same arguments give the same bytes; header lines stand where they stood, once.
 */
import { PARSED, REJECTED, SKIPPED } from '../../../core/ingest/formats/api.ts';
import { formatsFor } from '../../../core/ingest/formats/choose.ts';
import { LineReader } from '../../../core/ingest/slice/line-reader.ts';
import { Random } from '../../../core/sample/random.ts';

/** As in the generator's Squid log: clients, lines of one client's visit to one host, and hosts of a log of so many lines. */
const PEOPLE = 55;
const VISIT = 3;
const hostsOf = (lines: number): number => Math.round(4 * Math.sqrt(lines));
/** Visits that go on at a time. */
const OPEN_VISITS = 16;
/** Lines of one kind in a row, where kinds do not take turns line by line. */
const RUN = 100;
const HASH = 35;
/** Lines that are turned into bytes in one go. */
const PIECE = 20_000;

interface Template {
  readonly text: string;
  /** What names the client, the account and the destination in it, '' where nothing does. */
  readonly source: string;
  readonly user: string;
  readonly host: string;
  readonly ip: string;
}

/** Header lines and the lines below them. */
interface Block {
  readonly header: string[];
  readonly lines: Template[];
}

/** Lines that the format reads or passes over on purpose; damaged ones are left out. */
function blocksOf(format: string, sample: readonly string[]): Block[] {
  const reader = new LineReader({
    formats: formatsFor(format),
    zone: 'UTC',
    profile: { organisation: '', managedDomains: [], internalRanges: [], logZone: 'UTC' },
    skipForeignDirection: false,
    wantDetail: false,
    requireTime: true,
  });
  reader.beginFile(Date.now());
  const blocks: Block[] = [];
  for (const text of sample) {
    const verdict = reader.read(text, 0, text.length);
    const isHeader = text.charCodeAt(0) === HASH || (verdict === SKIPPED && reader.isHeaderRow(text, 0, text.length));
    let block = blocks.at(-1);
    if (block === undefined || (isHeader && block.lines.length > 0)) {
      block = { header: [], lines: [] };
      blocks.push(block);
    }
    if (isHeader) block.header.push(text);
    if (isHeader || text === '' || verdict === REJECTED || (verdict !== PARSED && verdict !== SKIPPED)) continue;
    const { sourceIp, sourceUser, destinationHost, destinationIp } = reader.draft;
    const isRead = verdict === PARSED;
    block.lines.push({
      text,
      source: isRead ? sourceIp : '',
      user: isRead ? sourceUser : '',
      host: isRead && destinationHost.includes('.') ? destinationHost : '',
      ip: isRead ? destinationIp : '',
    });
  }
  return blocks.filter((block) => block.lines.length > 0);
}

/** Not the day of `yyyy/MM/dd:HH:mm:ss` and what follows it. */
const CLOCK = /\b([01]\d|2[0-3]):[0-5]\d:[0-5]\d\b(?!:\d)/g;
/** Seconds since the epoch, and what follows where it is a finer unit. */
const EPOCH = /\b(1[4-9]\d{8})(?=\d{0,9}\b)/g;
const LAST_PART = /\d+$/;

const two = (value: number): string => String(value).padStart(2, '0');

/** Who goes where, line by line: some visits at a time, a few lines each; a host is the likelier the lower its number. */
class Visits {
  person = 0;
  site = 0;
  readonly #random: Random;
  readonly #hosts: number;
  readonly #open = Array.from({ length: OPEN_VISITS }, () => ({ person: 0, site: 0, left: 0 }));

  constructor(random: Random, hosts: number) {
    this.#random = random;
    this.#hosts = hosts;
  }

  next(): void {
    const random = this.#random;
    const visit = this.#open[random.below(OPEN_VISITS)];
    if (visit === undefined) return;
    if (visit.left === 0) {
      visit.person = random.below(PEOPLE);
      visit.site = Math.floor((random.below(this.#hosts) * random.below(this.#hosts)) / this.#hosts);
      visit.left = VISIT;
    }
    visit.left--;
    this.person = visit.person;
    this.site = visit.site;
  }
}

function vary(line: Template, n: number, { person, site }: Visits): string {
  const second = (n * 7) % 3600;
  let text = line.text
    .replace(CLOCK, (_, hour: string) => `${hour}:${two(Math.floor(second / 60))}:${two(second % 60)}`)
    .replace(EPOCH, (_, at: string) => String(Number(at) - (Number(at) % 3600) + second));
  if (line.source.includes('.'))
    text = text.replaceAll(line.source, line.source.replace(LAST_PART, String(person % 250)));
  if (line.ip.includes('.') && line.ip !== line.source)
    text = text.replaceAll(line.ip, line.ip.replace(LAST_PART, String(site % 250)));
  if (line.user.length > 2) text = text.replaceAll(line.user, `${line.user}${person}`);
  if (line.host.length > 4) text = text.replaceAll(line.host, `s${site}.${line.host}`);
  return text;
}

/**
 * @param lines how many to make, header lines besides
 * @param isMixed kinds of lines take turns line by line; else they come in runs, as most devices write one kind or few
 */
export function fixtureLog(
  format: string,
  sample: readonly string[],
  lines: number,
  seed: number,
  isMixed: boolean,
): Buffer {
  const blocks = blocksOf(format, sample);
  const count = blocks.reduce((sum, block) => sum + block.lines.length, 0);
  if (count === 0) return Buffer.alloc(0);
  const rounds = Math.ceil(lines / count);
  const run = isMixed ? 1 : RUN;
  // Each line of the sample has hosts of its own.
  const visits = new Visits(new Random(seed), Math.max(1, Math.round(hostsOf(lines) / count)));
  const pieces: Buffer[] = [];
  let out: string[] = [];
  let written = 0;
  // A text holds half a gigabyte at most.
  const close = (): void => {
    if (out.length > 0) pieces.push(Buffer.from(`${out.join('\n')}\n`, 'latin1'));
    written += out.length;
    out = [];
  };
  for (const { header, lines: templates } of blocks) {
    out.push(...header);
    for (let round = 0; round < rounds; round += run) {
      for (const template of templates) {
        for (let again = Math.min(run, rounds - round); again > 0; again--) {
          visits.next();
          out.push(vary(template, written + out.length, visits));
        }
        if (out.length >= PIECE) close();
      }
    }
  }
  close();
  return Buffer.concat(pieces);
}
