/**
 * In: the text of a file of address ranges as a vendor publishes it. Out: the blocks of each app of the catalog.
 * A plain list (Zoom, Cisco Webex, Slack and many others) names no app: whoever imports it does.
 */
import { parseRange } from '../../ingest/match/index.ts';
import { RANGE_SHAPES, type RangeShape } from './shapes.ts';

/** Address ranges of a file. */
export interface PublishedRanges {
  /** Whose file it is; null for a plain list, whose blocks are `unassigned`. */
  readonly publisher: string | null;
  /** Different CIDR blocks of the file. */
  readonly blocks: number;
  /** CIDR blocks by app id, each block once. */
  readonly apps: ReadonlyMap<string, readonly string[]>;
  /** Blocks of a plain list. */
  readonly unassigned: readonly string[];
  /** Blocks of services that are no app of the catalog, by the vendor's name of the service. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** Entries that are no CIDR block. */
  readonly invalid: number;
}

/** Who publishes files that are understood, for messages. */
export const RANGE_PUBLISHERS: readonly string[] = RANGE_SHAPES.map(({ publisher }) => publisher);

/** Apps that files of several vendors have blocks of, such as the servers that each of them rents out: a file adds to these. */
export const SHARED_RANGE_APPS: ReadonlySet<string> = new Set(
  [
    ...Map.groupBy(
      RANGE_SHAPES.flatMap(({ apps }) => [...new Set(apps.values())]),
      (id) => id,
    ),
  ]
    .filter(([, vendors]) => vendors.length > 1)
    .map(([id]) => id),
);

/** @returns null for a text that is neither a known vendor's file nor a plain list of address blocks */
export function readRanges(text: string): PublishedRanges | null {
  const start = text.trimStart();
  if (!start.startsWith('{') && !start.startsWith('[')) return readPlain(text);
  const json = parseJson(start);
  for (const shape of RANGE_SHAPES) {
    const found = shape.blocksOf(json);
    if (found !== null && found.length > 0) return assign(shape, found);
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function assign(shape: RangeShape, found: NonNullable<ReturnType<RangeShape['blocksOf']>>): PublishedRanges {
  const rank = new Map([...shape.apps.keys()].map((service, at) => [service, at]));
  const best = new Map<string, string>();
  let invalid = 0;
  for (const [service, block] of found) {
    if (parseRange(block) === null) {
      invalid += 1;
      continue;
    }
    const before = best.get(block);
    const rankOf = (one: string): number => rank.get(one) ?? Number.POSITIVE_INFINITY;
    if (before === undefined || rankOf(service) < rankOf(before)) best.set(block, service);
  }
  const apps = new Map<string, string[]>();
  const leftOut = new Map<string, number>();
  for (const [block, service] of best) {
    const app = shape.apps.get(service);
    if (app === undefined) {
      leftOut.set(service, (leftOut.get(service) ?? 0) + 1);
      continue;
    }
    const own = apps.get(app);
    if (own === undefined) apps.set(app, [block]);
    else own.push(block);
  }
  return { publisher: shape.publisher, blocks: best.size, apps, unassigned: [], leftOut, invalid };
}

/** Blocks parted by white space or commas, with `#` or `;` comments; its first entry must be one. */
function readPlain(text: string): PublishedRanges | null {
  const words = text
    .split(/\r?\n/)
    .flatMap((line) => line.replace(/[#;].*$/, '').split(/[\s,"]+/))
    .filter((word) => word !== '');
  const blocks = words.filter((word) => parseRange(word) !== null);
  if (words[0] === undefined || blocks[0] !== words[0] || blocks.length * 2 < words.length) return null;
  const unassigned = [...new Set(blocks)];
  return {
    publisher: null,
    blocks: unassigned.length,
    apps: new Map(),
    unassigned,
    leftOut: new Map(),
    invalid: words.length - blocks.length,
  };
}
