/** What the system says it dropped for a UDP socket: `drops`, the last column of Linux's /proc/net/udp and udp6. */
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
