/** What the readers of text and of bytes know of Snort's layouts. */

/** What of an alert in several lines stands around the line with both ends. */
const PARTS = [
  '[Priority: ',
  '[Classification: ',
  '[Xref => ',
  'TCP TTL:',
  'UDP TTL:',
  'ICMP TTL:',
  '***',
  'Type:',
  'Len: ',
] as const;
/** Words of those lines that no other log has. */
const PART_MARKS = ['[Priority: ', '[Xref => ', ' IpLen:', ' Seq: 0x', '  Code:', 'Len: '] as const;
const LONGEST_PART = 400;

type Ask = (word: string) => boolean;

/** A line of so many characters that begins with and holds such words is one of several of an alert. */
export function isPart(length: number, begins: Ask, holds: Ask, endsInStars: boolean): boolean {
  if (begins('[**] [')) return endsInStars && !holds('] {');
  return length <= LONGEST_PART && PARTS.some(begins) && PART_MARKS.some(holds);
}

/** Columns of Snort 2's rows; pfSense goes on with what Snort did. */
export const PFSENSE = {
  source: 6,
  destination: 8,
  destinationPort: 9,
  category: 11,
  disposition: 14,
  columns: 15,
} as const;

/** ` timestamp, pkt_num, proto, pkt_gen, pkt_len, dir, src_ap, dst_ap, rule, action`, as Snort 3 writes it unasked. */
export const SNORT_3 = { direction: 5, source: 6, destination: 7, action: 9 } as const;
