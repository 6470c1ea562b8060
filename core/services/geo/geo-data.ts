/**
 * The shipped address data in memory, part by part: each is read by whichever thread needs it first, once for all threads of the process.
 * Until then nothing but reserved, untouched pages is spent on it.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type ZstdOptions, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import {
  BASE_PART,
  bytesOf,
  bytesOfPart,
  createGeoLookUp,
  type GeoLookUp,
  PART_COUNT,
  readClassTable,
  type Tables,
  tablesOver,
  unpackPart,
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
  /** Bytes that each takes in the file, one behind the other. */
  parts: z.array(count).length(PART_COUNT),
});
type GeoIndex = z.infer<typeof geoIndex>;

const IDLE = 0;
const LOADING = 1;
const READY = 2;
const FAILED = 3;
const OTHERS_WAIT_MS = 30_000;
/** Of Node's zlib. */
const LEAST_CHUNK = 64;
const unpack: (packed: Uint8Array, sizes: ZstdOptions) => Promise<Uint8Array> = promisify(zstdDecompress);

/** Memory that the threads of a process share; `state` says which of its parts are filled. */
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
  return {
    state: new SharedArrayBuffer(PART_COUNT * Int32Array.BYTES_PER_ELEMENT),
    tables: new SharedArrayBuffer(bytes),
  };
}

/** @throws AppError geo.unavailable when the files are missing or damaged, here or with a look-up that needs what is damaged */
export function openGeo(resourcesDir: string, share: GeoShare): GeoLookUp {
  return orUnavailable(resourcesDir, () => {
    const index = readIndex(resourcesDir);
    const tables = tablesOver(share.tables, index.sizes);
    const parts = new Parts(resourcesDir, index, tables, new Int32Array(share.state));
    parts.need(BASE_PART);
    const classes = readClassTable(readFileSync(path.join(resourcesDir, 'geo', 'asn-class.tsv'), 'utf8'));
    return createGeoLookUp(tables, (part) => parts.need(part), textOf, classes);
  });
}

/**
 * Begins to read what every look-up needs, on a thread that nobody waits for: who needs it meanwhile waits for the rest alone. What cannot be
 * read is left to whoever looks something up, who is told why.
 */
export async function beginGeo(resourcesDir: string, share: GeoShare): Promise<void> {
  try {
    const index = readIndex(resourcesDir);
    const tables = tablesOver(share.tables, index.sizes);
    await new Parts(resourcesDir, index, tables, new Int32Array(share.state)).begin(BASE_PART);
  } catch {
    // See above.
  }
}

function orUnavailable<T>(resourcesDir: string, read: () => T): T {
  try {
    return read();
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

class Parts {
  private readonly resourcesDir: string;
  private readonly lengths: readonly number[];
  private readonly tables: Tables;
  private readonly states: Int32Array<SharedArrayBuffer>;
  /** What this thread has seen filled: asked with every look-up. */
  private readonly known = new Uint8Array(PART_COUNT);

  constructor(resourcesDir: string, { parts }: GeoIndex, tables: Tables, states: Int32Array<SharedArrayBuffer>) {
    this.resourcesDir = resourcesDir;
    this.lengths = parts;
    this.tables = tables;
    this.states = states;
  }

  /** @throws AppError geo.unavailable */
  need(part: number): void {
    if (this.known[part] === 1) return;
    orUnavailable(this.resourcesDir, () => this.fetch(part));
    this.known[part] = 1;
  }

  /** The same without keeping this thread, unless another has begun. A part that cannot be read so is nobody's, as before. */
  async begin(part: number): Promise<void> {
    if (Atomics.compareExchange(this.states, part, IDLE, LOADING) !== IDLE) return;
    let outcome = IDLE;
    try {
      unpackPart(await this.unpacked(part), part, this.tables);
      outcome = READY;
    } finally {
      this.end(part, outcome);
    }
  }

  private fetch(part: number): void {
    const { states } = this;
    if (Atomics.load(states, part) === LOADING) Atomics.wait(states, part, LOADING, OTHERS_WAIT_MS);
    // Nobody has begun, or whoever did gave up.
    if (Atomics.compareExchange(states, part, IDLE, LOADING) === IDLE) this.fill(part);
    else if (Atomics.load(states, part) === LOADING) Atomics.wait(states, part, LOADING, OTHERS_WAIT_MS);
    if (Atomics.load(states, part) !== READY) throw new Error('another thread could not read them');
  }

  private fill(part: number): void {
    let outcome = FAILED;
    try {
      unpackPart(this.unpackedNow(part), part, this.tables);
      outcome = READY;
    } finally {
      this.end(part, outcome);
    }
  }

  private end(part: number, outcome: number): void {
    Atomics.store(this.states, part, outcome);
    Atomics.notify(this.states, part);
  }

  private unpackedNow(part: number): Uint8Array {
    const file = openSync(this.file, 'r');
    try {
      const packed = Buffer.alloc(this.lengths[part] ?? 0);
      if (readSync(file, packed, 0, packed.length, this.startOf(part)) !== packed.length)
        throw new Error('addresses.bin is too short');
      return zstdDecompressSync(packed, this.sizesOf(part));
    } catch (cause) {
      throw new Error(`addresses.bin is damaged: ${cause instanceof Error ? cause.message : String(cause)}`);
    } finally {
      closeSync(file);
    }
  }

  private async unpacked(part: number): Promise<Uint8Array> {
    await using file = await open(this.file, 'r');
    const packed = Buffer.alloc(this.lengths[part] ?? 0);
    await file.read(packed, 0, packed.length, this.startOf(part));
    return await unpack(packed, this.sizesOf(part));
  }

  private get file(): string {
    return path.join(this.resourcesDir, 'geo', 'addresses.bin');
  }

  private startOf(part: number): number {
    return this.lengths.slice(0, part).reduce((sum, length) => sum + length, 0);
  }

  /** In one piece, which Node need not put together. The checksum inside tells a damaged part. */
  private sizesOf(part: number): ZstdOptions {
    const bytes = bytesOfPart(part, this.tables);
    return { chunkSize: Math.max(bytes + 1, LEAST_CHUNK), maxOutputLength: bytes + 1 };
  }
}

function readIndex(resourcesDir: string): GeoIndex {
  return geoIndex.parse(JSON.parse(readFileSync(path.join(resourcesDir, 'geo', 'geo.json'), 'utf8')));
}
