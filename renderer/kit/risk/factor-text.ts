import type { AppDetail } from '../../../core/contract/app-detail.ts';
import { countryText } from '../../../core/kit/country-name.ts';

export type Factor = AppDetail['factors'][number];

const WORDS: Readonly<Record<string, string>> = {
  notApplicable: 'Not applicable',
  notSupported: 'Not supported',
  aes: 'AES',
  rsA: 'RSA',
  des: 'DES',
  des3: '3DES',
  rc4: 'RC4',
  liSaaS: 'LI-SaaS',
};

/** A catalog value in words: `tls1_3` is "TLS 1.3", `v3_2_1` is "3.2.1", `dataRetained` is "Data retained". */
export function valueText(value: Factor['value']): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return value.map((one) => valueText(one) ?? '').join(', ');
  const word = WORDS[value];
  if (word !== undefined) return word;
  const tls = /^(tls|ssl)(\d(?:_\d)*)$/.exec(value);
  if (tls !== null) return `${(tls[1] ?? '').toUpperCase()} ${(tls[2] ?? '').replaceAll('_', '.')}`;
  if (/^v\d(_\d)*$/.test(value)) return value.slice(1).replaceAll('_', '.');
  if (/^[a-z]+([A-Z][a-z]+)+$/.test(value)) {
    const spaced = value.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
    return spaced.charAt(0).toUpperCase() + spaced.slice(1);
  }
  return value;
}

/** What the catalog says of a factor in words: countries by name. */
export function factorText({ valueKind, value }: Pick<Factor, 'valueKind' | 'value'>): string | null {
  return valueKind === 'country' && typeof value === 'string' ? countryText(value) : valueText(value);
}

export type FactorView = 'all' | 'known' | 'unknown' | 'bad';

/** Bad: known, scored, and worth as little as a high-risk app's score. */
export function isBad(factor: Factor): boolean {
  return factor.propertyScore !== null && factor.propertyScore <= 3;
}

export function fits(factor: Factor, view: FactorView, words: string): boolean {
  const known = factor.value !== null;
  if (view === 'known' && !known) return false;
  if (view === 'unknown' && known) return false;
  if (view === 'bad' && !isBad(factor)) return false;
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return true;
  return [factor.title, factor.meaning, factorText(factor) ?? '', factor.source ?? ''].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}

export const FACTOR_GROUPS = [
  { id: 'general', title: 'General' },
  { id: 'security', title: 'Security' },
  { id: 'compliance', title: 'Compliance' },
  { id: 'legal', title: 'Legal' },
] as const;
