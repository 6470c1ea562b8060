/**
 * In: the few lines of a format's sample. Out: a long log of the same lines with other times, users, addresses and hosts, so that names
 * repeat about as often as they do in a real one.
 * Guarantee: the same arguments give the same bytes; header lines stand where they stood, once.
 */
import { PARSED, REJECTED, SKIPPED } from '../../../core/ingest/formats/api.ts';
import { formatsFor } from '../../../core/ingest/formats/choose.ts';
import { LineReader } from '../../../core/ingest/slice/line-reader.ts';
import { Random } from '../../../core/sample/random.ts';

const PEOPLE = 400;
const HOSTS = 2000;
const HASH = 35;

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
    requireTime: false,
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

const CLOCK = /\b([01]\d|2[0-3]):[0-5]\d:[0-5]\d\b/g;
/** Seconds since the epoch, and what follows where it is a finer unit. */
const EPOCH = /\b(1[4-9]\d{8})(?=\d{0,9}\b)/g;
const LAST_PART = /\d+$/;

const two = (value: number): string => String(value).padStart(2, '0');

function vary(line: Template, n: number, random: Random): string {
  const second = (n * 7) % 3600;
  const person = random.below(PEOPLE);
  const site = Math.floor((random.below(HOSTS) * random.below(HOSTS)) / HOSTS);
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

/** @param lines how many to make, header lines besides */
export function fixtureLog(format: string, sample: readonly string[], lines: number, seed: number): Buffer {
  const blocks = blocksOf(format, sample);
  const count = blocks.reduce((sum, block) => sum + block.lines.length, 0);
  if (count === 0) return Buffer.alloc(0);
  const rounds = Math.ceil(lines / count);
  const random = new Random(seed);
  const out: string[] = [];
  for (const { header, lines: templates } of blocks) {
    out.push(...header);
    for (let round = 0; round < rounds; round++)
      for (const template of templates) out.push(vary(template, out.length, random));
  }
  return Buffer.from(`${out.join('\n')}\n`, 'latin1');
}
