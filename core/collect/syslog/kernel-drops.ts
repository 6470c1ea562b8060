/**
 * What Linux says it dropped: of one UDP socket `drops`, the last column of /proc/net/udp and udp6; of all sockets of the machine (of
 * our network namespace) `RcvbufErrors` and `MemErrors` of /proc/net/snmp and `Udp6RcvbufErrors` and its kin of snmp6.
 */
import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';

/**
 * @returns datagrams dropped since the socket was opened; null where the system does not tell (anything but Linux)
 */
export async function readKernelDrops(host: string, port: number): Promise<number | null> {
  try {
    const table = await readFile(isIPv6(host) ? '/proc/net/udp6' : '/proc/net/udp', 'latin1');
    return dropsOf(table, host, port);
  } catch {
    return null;
  }
}

/** @returns datagrams that found no room in a receive buffer, of all programs, since the system started; null where it does not tell */
export async function readBufferErrors(host: string): Promise<number | null> {
  try {
    return isIPv6(host)
      ? bufferErrors6(await readFile('/proc/net/snmp6', 'latin1'))
      : bufferErrors(await readFile('/proc/net/snmp', 'latin1'));
  } catch {
    return null;
  }
}

/** Two lines begin with `Udp:`: names, then numbers. */
export function bufferErrors(table: string): number | null {
  const [names, counts] = table
    .split('\n')
    .filter((row) => row.startsWith('Udp:'))
    .map((row) => row.trim().split(/\s+/));
  if (!names || !counts) return null;
  return sumOf(['RcvbufErrors', 'MemErrors'], (name) => counts[names.indexOf(name)]);
}

/** One `name value` a line. */
export function bufferErrors6(table: string): number | null {
  const rows = new Map(table.split('\n').map((row) => row.trim().split(/\s+/) as [string, string | undefined]));
  return sumOf(['Udp6RcvbufErrors', 'Udp6MemErrors'], (name) => rows.get(name));
}

/** Older kernels know the first name only. */
function sumOf(names: readonly [string, string], textOf: (name: string) => string | undefined): number | null {
  const [first, second] = names.map((name) => Number(textOf(name) ?? Number.NaN));
  if (first === undefined || !Number.isSafeInteger(first)) return null;
  return second !== undefined && Number.isSafeInteger(second) ? first + second : first;
}

/** Reads the table's text. Rows: `sl local_address rem_address st … inode ref pointer drops`, addresses in hex, 32-bit words in host order. */
export function dropsOf(table: string, host: string, port: number): number | null {
  const local = `${hexAddress(host)}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  let drops: number | null = null;
  for (const row of table.split('\n').slice(1)) {
    const cells = row.trim().split(/\s+/);
    const count = Number(cells.at(-1));
    if (cells[1] === local && cells.length >= 13 && Number.isSafeInteger(count)) {
      drops = (drops ?? 0) + count;
    }
  }
  return drops;
}

function hexAddress(host: string): string {
  const bytes = isIPv6(host) ? ipv6Bytes(host) : host.split('.').map(Number);
  let text = '';
  // Little-endian machines show each 32-bit word with its bytes turned round; the ones Node runs on are.
  for (let word = 0; word < bytes.length; word += 4) {
    for (let at = word + 3; at >= word; at--) {
      text += (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    }
  }
  return text;
}

function ipv6Bytes(host: string): number[] {
  const [head = '', tail] = host.split('::');
  const groups = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const all = [...left, ...new Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0), ...right];
  return all.flatMap((group) => [group >> 8, group & 255]);
}
