import { countryText } from '../kit/country-name.ts';
import { type SampleAuditFile, writeActivities } from './activities/index.ts';
import { EXITS } from './activities/plan.ts';
import { displayName, mail } from './activities/write.ts';
import { type GeneratedLog, generateLog, MIN_LINES, startFor } from './generate.ts';
import type { LogFormat } from './log-format.ts';
import { type SampleTenantFile, writeTenant } from './tenant/index.ts';
import { mergeStories, type Story, type StoryId } from './traffic/stories.ts';
import { OFFICES, type Office } from './world/offices.ts';
import { officeSizes } from './world/people.ts';
import { buildWorld, type World } from './world/world.ts';
import { createWriter } from './writers/index.ts';
import type { LogWriter } from './writers/writer.ts';
import { ZeekDnsWriter } from './writers/zeek-dns.ts';

/** Days that the sample covers: long enough for a weekly rhythm and a comparison with the week before. */
export const SAMPLE_DAYS = 21;

export interface SampleOptions {
  readonly seed: number;
  /** Lines of all files together. */
  readonly lines: number;
  /** End of the sample's period, ms since the epoch. */
  readonly end: number;
}

export interface SampleFile {
  /** File name as the gateway would name it. */
  readonly name: string;
  /** Stream the file belongs to, e.g. `Berlin (ber-proxysg-1)`. */
  readonly stream: string;
  readonly lines: number;
  readonly stories: readonly Story[];
  /** As in GeneratedLog: ASCII, can be read once. */
  readonly chunks: Iterable<string>;
}

const EXTENSIONS = { squid: 'log', bluecoat: 'log', paloalto: 'csv', fortigate: 'log', zscaler: 'txt', asa: 'log' };

/** The parts of one sample are asked for one after another, of one world. */
const WORLDS = new WeakMap<SampleOptions, World>();

function sampleWorld(options: SampleOptions): World {
  const known = WORLDS.get(options);
  if (known !== undefined) return known;
  const people = Math.min(20_000, Math.max(120, Math.round(options.lines / (SAMPLE_DAYS * 12))));
  const tail = Math.min(100_000, Math.max(1_500, Math.round(options.lines / 40)));
  const world = buildWorld(options.seed, { people, tail });
  WORLDS.set(options, world);
  return world;
}

/** The length of each office's log: what its people need, and twice that where a product writes two lines a transaction. */
function shares(world: World, lines: number): readonly number[] {
  const sizes = officeSizes(world.people.reduce((sum, office) => sum + office.length, 0));
  const weights = OFFICES.map((office, o) => (sizes[o] ?? 0) * createWriter(office.format).linesPerEvent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.map((weight) => Math.max(MIN_LINES, Math.floor((lines * weight) / total)));
  const others = parts.slice(1).reduce((sum, part) => sum + part, 0);
  return [Math.max(MIN_LINES, lines - others), ...parts.slice(1)];
}

/** What each office's gateway saw, as `writerOf` writes it. */
function* officeLogs(
  options: SampleOptions,
  writerOf: (office: Office) => LogWriter | null,
): Generator<{ readonly office: Office; readonly lines: number; readonly log: GeneratedLog }> {
  const { seed, end } = options;
  const world = sampleWorld(options);
  const parts = shares(world, options.lines);
  for (const [o, office] of OFFICES.entries()) {
    const writer = writerOf(office);
    if (writer === null) continue;
    const lines = parts[o] ?? MIN_LINES;
    const log = generateLog({
      seed: seed + o,
      lines,
      format: office.format,
      start: startFor(end, SAMPLE_DAYS),
      days: SAMPLE_DAYS,
      offices: [office.id],
      world,
      writer,
    });
    yield { office, lines, log };
  }
}

/** The logs of the sample workspace: one gateway per office, each with its own product, over the same three weeks. */
export function sampleFiles(options: SampleOptions): readonly SampleFile[] {
  const all = officeLogs(options, (office) => createWriter(office.format));
  return Array.from(all, ({ office, lines, log }) => ({
    name: `${office.gateway}.${EXTENSIONS[office.format]}`,
    stream: `${office.city} (${office.gateway})`,
    lines,
    stories: log.stories,
    chunks: log.chunks,
  }));
}

/** The layouts whose lines give bytes to an address only: a sensor in these offices logs what names were asked for. */
const NAMELESS: readonly LogFormat[] = ['paloalto', 'asa'];

/** Zeek dns.log of the offices whose gateways do not see hosts. */
export function sampleNameFiles(options: SampleOptions): readonly Pick<SampleFile, 'name' | 'chunks'>[] {
  const all = officeLogs(options, ({ format, net }) =>
    NAMELESS.includes(format) ? new ZeekDnsWriter(createWriter(format), `10.${net}.0.53`) : null,
  );
  return Array.from(all, ({ office, log }) => ({ name: `${office.id}-zeek.dns.log`, chunks: log.chunks }));
}

/** Where the offices' own addresses are, as an administrator would have entered it. */
export const SAMPLE_RANGES = OFFICES.flatMap(({ id, city }) => {
  const exit = EXITS[id];
  return exit === undefined
    ? []
    : {
        name: `${city} exit`,
        cidrs: [`${exit.ip}/32`],
        category: 'corporate' as const,
        tags: [],
        // In words: DE behind a city may be Delaware too.
        location: `${exit.city}, ${countryText(exit.country)}`,
        isp: null,
      };
});

/** The stories of the whole sample, over all offices. A file's own share is in SampleFile.stories. */
export function sampleStories(options: SampleOptions): readonly Story[] {
  const merged = new Map<StoryId, Story>();
  for (const story of sampleFiles(options).flatMap((file) => file.stories)) {
    const other = merged.get(story.id);
    merged.set(story.id, other === undefined ? story : mergeStories(other, story));
  }
  return [...merged.values()];
}

/** How many of the organisation's people the audit logs and the tenant have. */
function peopleIn({ lines }: SampleOptions): number {
  return Math.max(12, Math.round(lines / 1000));
}

/** The audit logs of the sample's cloud apps: the same people, the same three weeks, and an account that is taken over. */
export function sampleAuditFiles(options: SampleOptions): readonly SampleAuditFile[] {
  const { seed, end } = options;
  const period = { seed, start: startFor(end, SAMPLE_DAYS), end };
  return writeActivities(sampleWorld(options), period, peopleIn(options));
}

/** How the sample's tenant stood a week before the end and at the end: exports of Graph, with what an auditor would find. */
export function sampleTenantFiles(options: SampleOptions): readonly SampleTenantFile[] {
  return writeTenant(sampleWorld(options), peopleIn(options), options.end);
}

/** The organisation's directory as a CSV file: everybody, with the department's first person of the office as manager. */
export function sampleDirectory(options: SampleOptions): string {
  const rows = sampleWorld(options).people.flatMap((office) =>
    office.map((person) => {
      const lead = office.find(({ department }) => department === person.department);
      const manager = lead === undefined || lead === person ? '' : mail(lead.account);
      const { account, departmentName } = person;
      return [
        mail(person.account),
        account,
        'EXAMPLE',
        mail(person.account),
        displayName(person),
        departmentName,
        manager,
      ].join(',');
    }),
  );
  return ['userPrincipalName,sAMAccountName,domain,mail,displayName,department,manager', ...rows, ''].join('\r\n');
}
