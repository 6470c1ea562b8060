/** Writes small MMDB files (https://maxmind.github.io/MaxMind-DB/), as their makers do, for tests. */

type Value = string | number | boolean | { readonly [key: string]: Value } | readonly Value[];

const NODE_BYTES = 7;
const DATA_GAP = 16;

/** A database of IPv4 prefixes with records of 28 bits. */
export function mmdbOf(databaseType: string, entries: readonly (readonly [cidr: string, record: Value])[]): Buffer {
  const nodes: [Child, Child][] = [[null, null]];
  for (const [index, [cidr]] of entries.entries()) insert(nodes, cidr, index);
  const offsets: number[] = [];
  const data: Buffer[] = [];
  let size = 0;
  for (const [, record] of entries) {
    offsets.push(size);
    const bytes = encode(record);
    data.push(bytes);
    size += bytes.length;
  }
  const tree = Buffer.alloc(nodes.length * NODE_BYTES);
  for (const [index, children] of nodes.entries()) {
    const [left, right] = children.map((child) =>
      child === null
        ? nodes.length
        : 'node' in child
          ? child.node
          : nodes.length + DATA_GAP + (offsets[child.entry] ?? 0),
    );
    const at = index * NODE_BYTES;
    tree.writeUIntBE((left ?? 0) & 0xff_ffff, at, 3);
    tree[at + 3] = (((left ?? 0) >>> 24) << 4) | ((right ?? 0) >>> 24);
    tree.writeUIntBE((right ?? 0) & 0xff_ffff, at + 4, 3);
  }
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_700_000_000,
    database_type: databaseType,
    description: {},
    ip_version: 4,
    languages: [],
    node_count: nodes.length,
    record_size: 28,
  });
  return Buffer.concat([
    tree,
    Buffer.alloc(DATA_GAP),
    ...data,
    Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'),
    metadata,
  ]);
}

type Child = { readonly node: number } | { readonly entry: number } | null;

function insert(nodes: [Child, Child][], cidr: string, entry: number): void {
  const [address = '', bits = '32'] = cidr.split('/');
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  let at = 0;
  for (let depth = 0; depth < Number(bits); depth++) {
    const side = (value >>> (31 - depth)) & 1 ? 1 : 0;
    const here = nodes[at];
    if (!here) return;
    if (depth === Number(bits) - 1) {
      here[side] = { entry };
      return;
    }
    const child = here[side];
    if (child && 'node' in child) at = child.node;
    else {
      at = nodes.push([null, null]) - 1;
      here[side] = { node: at };
    }
  }
}

function encode(value: Value): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([control(2, text.length), text]);
  }
  if (typeof value === 'boolean') return control(14, value ? 1 : 0);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return Buffer.concat([control(3, 8), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encode)]);
  const pairs = Object.entries(value);
  return Buffer.concat([control(7, pairs.length), ...pairs.flatMap(([key, one]) => [encode(key), encode(one)])]);
}

function control(type: number, size: number): Buffer {
  const small = size < 29 ? [size] : [29, size - 29];
  const [first = 0, ...rest] = small;
  return type < 8 ? Buffer.from([(type << 5) | first, ...rest]) : Buffer.from([first, type - 7, ...rest]);
}
