import { buildSuffixTable, type HostPattern, parseCatalogPattern } from '../../ingest/match/index.ts';
import { encodeUtf8 } from '../../kit/text.ts';
import { APP_KINDS, CATEGORIES, type CloudApp } from '../../model/app.ts';
import {
  BASES,
  FIRST_DOMAIN,
  HEADER_BYTES,
  hashBytes,
  LAYOUT_VERSION,
  MAGIC,
  SECTIONS,
  type Section,
} from './layout.ts';

/** Numbers of texts, given out in the order they are first asked for. */
class Texts {
  readonly list: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.list.length);
    return this.list.push(text) - 1;
  }

  orNone(text: string | null): number {
    return text === null || text === '' ? 0 : this.of(text) + 1;
  }
}

/** Numbers of rows of numbers. */
class Rows {
  readonly flat: number[] = [];
  private readonly numbers = new Map<string, number>();

  of(...row: readonly number[]): number {
    const key = row.join(' ');
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(key, number);
    this.flat.push(...row);
    return number;
  }
}

/** Which state of the catalog a file holds, and what became of ids that older ones had. */
export interface CatalogRelease {
  readonly version: string;
  /** ISO date. */
  readonly date: string;
  /** Present id by former id; one whose present id is no app is left out. */
  readonly renamed?: Readonly<Record<string, string>>;
}

const UNRELEASED: CatalogRelease = { version: '0', date: '1970-01-01' };

/**
 * Writes a catalog's file (`layout.ts`). The same apps give the same bytes.
 * @param apps checked, in the order of their ids
 * @throws Error for a domain that cannot be matched
 */
export function packCatalog(apps: readonly CloudApp[], release: CatalogRelease = UNRELEASED): Uint8Array {
  const texts = new Texts();
  const cells = new Rows();
  const statements = new Rows();
  const patterns: HostPattern[] = [];
  const numbers: Record<
    Exclude<Section, 'text' | 'textStart' | 'appClass' | 'labels' | 'edges' | 'nodeRules'>,
    number[]
  > = {
    appTexts: [],
    categories: [],
    domainStart: [0],
    domains: [],
    ranges: [],
    factStart: [0],
    facts: [],
    cells: cells.flat,
    statements: statements.flat,
    wildcards: [],
    release: [],
    renamed: [],
  };
  const appClass: number[] = [];
  numbers.categories.push(...CATEGORIES.map((category) => texts.of(category.id)));
  const categories = new Map<string, number>(CATEGORIES.map((category, index) => [category.id, index]));
  for (const [index, app] of apps.entries()) {
    numbers.appTexts.push(
      texts.orNone(app.id),
      texts.orNone(app.name),
      texts.orNone(app.vendor),
      texts.orNone(app.description),
      homepageIsFirstDomain(app) ? FIRST_DOMAIN : texts.orNone(app.homepage),
    );
    appClass.push(categories.get(app.category) ?? 0, APP_KINDS.indexOf(app.kind), app.categoryBasis === 'rule' ? 1 : 0);
    for (const domain of app.domains) {
      const pattern = parseCatalogPattern(domain);
      if (typeof pattern === 'string') throw new Error(`app "${app.id}": domain "${domain}" cannot be matched`);
      patterns.push(pattern);
      numbers.domains.push(texts.of(domain));
    }
    numbers.domainStart.push(numbers.domains.length);
    for (const range of app.ipRanges ?? []) numbers.ranges.push(index, texts.of(range));
    for (const [factor, { value, source, basis, asOf }] of Object.entries(app.factors)) {
      const cell = cells.of(texts.of(factor), texts.of(JSON.stringify(value)));
      numbers.facts.push(cell, statements.of(texts.of(source), texts.of(asOf), BASES.indexOf(basis)));
    }
    numbers.factStart.push(numbers.facts.length / 2);
  }
  const hosts = buildSuffixTable(patterns);
  for (const { node, before, after, rule } of hosts.wildcards)
    numbers.wildcards.push(node, texts.of(before), texts.of(after), rule);
  numbers.release.push(texts.of(release.version), texts.of(release.date));
  const places = new Map(apps.map((app, index) => [app.id, index]));
  for (const [former, id] of Object.entries(release.renamed ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const place = places.get(id);
    if (place !== undefined && !places.has(former)) numbers.renamed.push(texts.of(former), place);
  }
  const { text, start } = textBytes(texts.list);
  const columns = Object.fromEntries(
    Object.entries(numbers).map(([name, column]) => [name, bytesOf(Uint32Array.from(column))]),
  );
  return assemble({
    ...columns,
    text,
    textStart: bytesOf(start),
    appClass: Uint8Array.from(appClass),
    labels: hosts.text,
    edges: bytesOf(hosts.edges),
    nodeRules: bytesOf(hosts.rules),
  });
}

function homepageIsFirstDomain(app: CloudApp): boolean {
  const first = app.domains.find((domain) => !domain.includes('*'));
  return first !== undefined && app.homepage === `https://${first}`;
}

function textBytes(list: readonly string[]): { readonly text: Uint8Array; readonly start: Uint32Array } {
  const start = new Uint32Array(list.length + 1);
  const parts = list.map((text) => encodeUtf8(text));
  for (const [index, part] of parts.entries()) start[index + 1] = (start[index] ?? 0) + part.length;
  const text = new Uint8Array(start[list.length] ?? 0);
  for (const [index, part] of parts.entries())
    for (let i = 0; i < part.length; i += 1) text[(start[index] ?? 0) + i] = part.charCodeAt(i);
  return { text, start };
}

function bytesOf(column: Uint32Array | Int32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

function assemble(parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const table = SECTIONS.map((name) => parts[name] ?? new Uint8Array());
  const start = HEADER_BYTES + SECTIONS.length * 8;
  const size = table.reduce((sum, part) => sum + ((part.length + 3) & ~3), start);
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  for (let i = 0; i < MAGIC.length; i += 1) out[i] = MAGIC.charCodeAt(i);
  view.setUint32(8, LAYOUT_VERSION, true);
  view.setUint32(12, SECTIONS.length, true);
  let at = start;
  for (const [index, part] of table.entries()) {
    view.setUint32(HEADER_BYTES + index * 8, at, true);
    view.setUint32(HEADER_BYTES + index * 8 + 4, part.length, true);
    out.set(part, at);
    at += (part.length + 3) & ~3;
  }
  const [one, two] = hashBytes(out.subarray(HEADER_BYTES));
  view.setUint32(16, one, true);
  view.setUint32(20, two, true);
  return out;
}
