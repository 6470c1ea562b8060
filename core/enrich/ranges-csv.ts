/**
 * IP ranges in bulk: `name, ip_address_ranges (blank between), category, tag, isp_name`, and a column `location` of our own.
 * Categories by name or by the number that cloud-security APIs use; tags by name, several with `;` between.
 */
import { RANGE_CATEGORIES, type RangeCategory } from '../model/enrichment.ts';
import type { IpRange } from './ip-ranges.ts';
import { findColumns, readCsv } from './read-csv.ts';

/** Numbers of the categories in such APIs. */
const BY_NUMBER: Readonly<Record<string, RangeCategory>> = {
  '1': 'corporate',
  '2': 'administrative',
  '3': 'risky',
  '4': 'vpn',
  '5': 'cloudProvider',
  '6': 'other',
};

/** Tags that exports of other products write as 24 hexadecimal digits, by their first eight. */
const TAG_IDS: Readonly<Record<string, string>> = {
  '00000003': 'Anonymous proxy',
  '00000004': 'Satellite provider',
  '0000000c': 'Botnet',
  '0000000d': 'Malware C&C server',
  '00000016': 'Zscaler',
  '0000001f': 'Darknet scanning IP',
  '00000028': 'Google Cloud Platform',
  '00000029': 'Amazon Web Services',
  '0000002a': 'Microsoft Azure',
  '0000002d': 'Akamai Technologies',
  '00000031': 'Internal network',
  '00000038': 'Brute force attacker',
  '2dfa95cd': 'Tor',
};

const COLUMNS = {
  name: ['name', 'rangename'],
  cidrs: ['ipaddressranges', 'ipaddressrange', 'ranges', 'range', 'cidr', 'cidrs', 'subnets', 'subnet'],
  category: ['category'],
  tags: ['tag', 'tags', 'tagid', 'tagids'],
  isp: ['ispname', 'isp', 'registeredisp'],
  location: ['location'],
} as const;

export interface RangesText {
  readonly ranges: readonly IpRange[];
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
}

export function readRanges(text: string): RangesText {
  const { header, headerLine, rows } = readCsv(text);
  const at = findColumns(header, COLUMNS);
  if (at.name < 0 || at.cidrs < 0) {
    const problem = 'has no columns "name" and "ip_address_ranges"';
    return { ranges: [], problems: headerLine === 0 ? [] : [{ line: headerLine, problem }] };
  }
  const problems: { line: number; problem: string }[] = [];
  const ranges = rows.flatMap(({ line, cells }): IpRange[] => {
    const cell = (key: keyof typeof COLUMNS) => cells[at[key]]?.trim() ?? '';
    const category = categoryOf(cell('category'));
    const cidrs = cell('cidrs')
      .split(/[\s;,]+/)
      .filter((one) => one !== '');
    if (cell('name') === '' || cidrs.length === 0 || category === null) {
      const what = category === null ? `names no category: "${cell('category')}"` : 'lacks a name or its addresses';
      problems.push({ line, problem: what });
      return [];
    }
    const tags = tagsOf(cell('tags'));
    return [
      { name: cell('name'), cidrs, category, tags, location: cell('location') || null, isp: cell('isp') || null },
    ];
  });
  return { ranges, problems };
}

function categoryOf(text: string): RangeCategory | null {
  const plain = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return plain === ''
    ? 'other'
    : (BY_NUMBER[plain] ?? RANGE_CATEGORIES.find((one) => one.toLowerCase() === plain) ?? null);
}

function tagsOf(text: string): string[] {
  const parts = /^[\da-f]{24}(\s+[\da-f]{24})*$/i.test(text) ? text.split(/\s+/) : text.split(/[;|]/);
  const named = parts.map((part) => {
    const tag = part.trim();
    return /^[\da-f]{24}$/i.test(tag) ? (TAG_IDS[tag.slice(0, 8).toLowerCase()] ?? tag) : tag;
  });
  return [...new Set(named.filter((tag) => tag !== ''))];
}

/** The same columns, for writing; names of categories as people read them. */
export const RANGE_CSV_COLUMNS = [
  { key: 'name', title: 'name' },
  { key: 'cidrs', title: 'ip_address_ranges' },
  { key: 'category', title: 'category' },
  { key: 'tags', title: 'tag' },
  { key: 'isp', title: 'isp_name' },
  { key: 'location', title: 'location' },
] as const;

export function rangeCells(range: IpRange): (string | null)[] {
  const { name, cidrs, category, tags, isp, location } = range;
  return [name, cidrs.join(' '), category, tags.join(';'), isp, location];
}
