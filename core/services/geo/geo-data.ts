/**
 * The shipped geo files in memory: read by whichever thread asks first, once for all threads of the process. Until then
 * nothing but a few reserved, untouched pages is spent on them.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import {
  bytesOf,
  createGeoLookUp,
  decodeNetworks,
  decodePlaces,
  decodeV4Places,
  decodeV6Countries,
  type GeoLookUp,
  readClassTable,
  type Sizes,
  type Tables,
  tablesOver,
} from '../../geo/index.ts';

const count = z.number().int().nonnegative().max(50_000_000);

/** `geo.json`, as `resources/geo/build` writes it. */
const geoIndex = z.object({
  sizes: z.object({
    v4Places: count,
    places: count.max(2 ** 24),
    v6Countries: count,
    v4Networks: count,
    v6Networks: count,
    networks: count,
    strings: count,
    stringBytes: count,
  }),
  sources: z.array(z.object({ name: z.string(), version: z.string(), gives: z.string() })),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});

const DECODERS: Readonly<Record<string, (bytes: Uint8Array, sizes: Sizes, tables: Tables) => void>> = {
  'places.bin': decodePlaces,
  'v4-places.bin': decodeV4Places,
  'v6-countries.bin': decodeV6Countries,
  'networks.bin': decodeNetworks,
};

const IDLE = 0;
const LOADING = 1;
const READY = 2;
const FAILED = 3;
const OTHERS_WAIT_MS = 30_000;

/** Memory that the threads of a process share; `state` says whether its tables are filled. */
export interface GeoShare {
  readonly state: SharedArrayBuffer;
  /** Empty where there are no geo files. */
  readonly tables: SharedArrayBuffer;
}

/** Reserves the memory, for `workerData`. Reads nothing but the index. */
export function reserveGeo(resourcesDir: string): GeoShare {
  let bytes = 0;
  try {
    bytes = bytesOf(readIndex(resourcesDir).sizes);
  } catch {
    // Whoever looks something up is told why.
  }
  return { state: new SharedArrayBuffer(4), tables: new SharedArrayBuffer(bytes) };
}

/** @throws AppError geo.unavailable when the files are missing or damaged; nothing is looked up then */
export function openGeo(resourcesDir: string, share: GeoShare): GeoLookUp {
  const state = new Int32Array(share.state);
  try {
    const index = readIndex(resourcesDir);
    const tables = tablesOver(share.tables, index.sizes);
    const before = Atomics.compareExchange(state, 0, IDLE, LOADING);
    if (before === IDLE) fill(resourcesDir, index, tables, state);
    else if (before === LOADING) Atomics.wait(state, 0, LOADING, OTHERS_WAIT_MS);
    if (Atomics.load(state, 0) !== READY) throw new Error('another thread could not read them');
    const classes = readClassTable(readFileSync(path.join(resourcesDir, 'geo', 'asn-class.tsv'), 'utf8'));
    return createGeoLookUp(tables, textOf, classes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'geo.unavailable',
      `The address data in ${path.join(resourcesDir, 'geo')} cannot be read (${reason}). Install Undercast again.`,
    );
  }
}

/** Without a copy: names are made by the hundred thousand. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

function fill(resourcesDir: string, index: z.infer<typeof geoIndex>, tables: Tables, state: Int32Array): void {
  let outcome = FAILED;
  try {
    for (const [name, decode] of Object.entries(DECODERS)) {
      const bytes = readFileSync(path.join(resourcesDir, 'geo', name));
      if (createHash('sha256').update(bytes).digest('hex') !== index.files[name]?.sha256) {
        throw new Error(`${name} is damaged`);
      }
      decode(brotliDecompressSync(bytes), index.sizes, tables);
    }
    outcome = READY;
  } finally {
    Atomics.store(state, 0, outcome);
    Atomics.notify(state, 0);
  }
}

function readIndex(resourcesDir: string): z.infer<typeof geoIndex> {
  return geoIndex.parse(JSON.parse(readFileSync(path.join(resourcesDir, 'geo', 'geo.json'), 'utf8')));
}
