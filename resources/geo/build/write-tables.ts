/** Writes tables as `core/services/geo/geo-data.ts` reads them: one file of parts, and the index that says how long each is. */
import { writeFileSync } from 'node:fs';
import { constants, zstdCompressSync } from 'node:zlib';
import type { Sizes, Tables } from '../../../core/geo/layout.ts';
import { PART_COUNT, packPart } from '../../../core/geo/parts.ts';

/** Near the best that zstd does; what it costs is the build's time alone. */
const LEVEL = 19;

/** @param folder with a slash at its end */
export function writeTables(folder: URL, sizes: Sizes, tables: Tables, sources: readonly object[]): void {
  const params = { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 };
  const parts = Array.from({ length: PART_COUNT }, (_, part) => zstdCompressSync(packPart(part, tables), { params }));
  writeFileSync(new URL('addresses.bin', folder), Buffer.concat(parts));
  const index = { sizes, sources, parts: parts.map(({ length }) => length) };
  writeFileSync(new URL('geo.json', folder), `${JSON.stringify(index, null, 2)}\n`);
}
