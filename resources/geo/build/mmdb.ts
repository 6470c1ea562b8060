/** Walks an MMDB file (https://maxmind.github.io/MaxMind-DB/): every run of IPv4 addresses and what the file says of it. */

const MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** Calls `visit` for each prefix in order of address; `record` is null where the file says nothing. */
export function walkIpv4(
  file: Buffer,
  visit: (start: number, record: Readonly<Record<string, Value>> | null) => void,
): void {
  const metadataAt = file.lastIndexOf(MARKER) + MARKER.length;
  const metadata = readValue(file, metadataAt, metadataAt)[0] as Record<string, number>;
  const { node_count: nodes = 0, record_size: bits = 0, ip_version: version = 0 } = metadata;
  if (version !== 4 || bits !== 28) throw new Error(`expected IPv4 and records of 28 bits, not ${version} and ${bits}`);
  const tree = nodes * 7;
  const records = new Map<number, Readonly<Record<string, Value>>>();
  const recordAt = (pointer: number) => {
    let record = records.get(pointer);
    if (record === undefined) {
      record = readValue(file, tree + pointer - nodes, tree + 16)[0] as Readonly<Record<string, Value>>;
      records.set(pointer, record);
    }
    return record;
  };
  const walk = (node: number, depth: number, prefix: number): void => {
    if (node >= nodes) {
      visit(prefix, node === nodes ? null : recordAt(node));
      return;
    }
    const at = node * 7;
    const middle = file[at + 3] ?? 0;
    walk((middle >>> 4) * 2 ** 24 + file.readUIntBE(at, 3), depth + 1, prefix);
    walk((middle & 15) * 2 ** 24 + file.readUIntBE(at + 4, 3), depth + 1, prefix + 2 ** (31 - depth));
  };
  walk(0, 0, 0);
}

/** One field of the data section and where the next begins. @param base offset that pointers count from */
function readValue(file: Buffer, offset: number, base: number): [Value, number] {
  let at = offset;
  const control = file[at++] ?? 0;
  let type = control >>> 5;
  if (type === 1) {
    const width = (control >>> 3) & 3;
    const high = control & 7;
    const pointer =
      width === 3
        ? file.readUInt32BE(at)
        : high * 256 ** (width + 1) + file.readUIntBE(at, width + 1) + ([0, 2048, 526_336][width] ?? 0);
    return [readValue(file, base + pointer, base)[0], at + width + 1];
  }
  if (type === 0) type = 7 + (file[at++] ?? 0);
  let size = control & 31;
  if (size >= 29) {
    const extra = size - 28;
    size = file.readUIntBE(at, extra) + ([29, 285, 65_821][extra - 1] ?? 0);
    at += extra;
  }
  switch (type) {
    case 2:
      return [file.toString('utf8', at, at + size), at + size];
    case 3:
      return [file.readDoubleBE(at), at + 8];
    case 5:
    case 6:
      return [size === 0 ? 0 : file.readUIntBE(at, size), at + size];
    case 9:
      return [file.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0), at + size];
    case 7: {
      const map: Record<string, Value> = {};
      for (let i = 0; i < size; i++) {
        const [key, valueAt] = readValue(file, at, base);
        [map[String(key)], at] = readValue(file, valueAt, base);
      }
      return [map, at];
    }
    case 11: {
      const list: Value[] = [];
      for (let i = 0; i < size; i++) {
        const [value, next] = readValue(file, at, base);
        list.push(value);
        at = next;
      }
      return [list, at];
    }
    case 14:
      return [size !== 0, at];
    case 15:
      return [file.readFloatBE(at), at + 4];
    default:
      throw new Error(`a field of type ${type} at byte ${offset}`);
  }
}
