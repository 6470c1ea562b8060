import { AppError } from '../../contract/errors.ts';
import { SLOT } from '../../ingest/match/index.ts';
import { APP_KINDS } from '../../model/app.ts';
import {
  APP_CLASS,
  APP_TEXTS,
  BASES,
  FIRST_DOMAIN,
  HEADER_BYTES,
  hashBytes,
  LAYOUT_VERSION,
  MAGIC,
  SECTIONS,
  type Section,
} from './layout.ts';

type ByteSection = 'text' | 'appClass' | 'labels';
type SignedSection = 'edges' | 'nodeRules';

/** The file's columns, as views of its bytes. */
export type Columns = Readonly<Record<ByteSection, Uint8Array>> &
  Readonly<Record<SignedSection, Int32Array>> &
  Readonly<Record<Exclude<Section, ByteSection | SignedSection>, Uint32Array>>;

const BYTES: ReadonlySet<Section> = new Set<ByteSection>(['text', 'appClass', 'labels']);
const SIGNED: ReadonlySet<Section> = new Set<SignedSection>(['edges', 'nodeRules']);

/** What is wrong with the file, and what to do. */
export function damaged(what: string): AppError {
  return new AppError(
    'catalog.invalid',
    `The catalog file is damaged: ${what}. Install Undercast anew, or run "npm run catalog:build" in its source.`,
  );
}

/**
 * Checks the file and gives its columns: afterwards every number in them leads somewhere.
 * @param given copied when it does not start at a multiple of 4
 * @throws AppError catalog.invalid
 */
export function readSections(given: Uint8Array): { readonly columns: Columns; readonly revision: string } {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tableEnd = HEADER_BYTES + SECTIONS.length * 8;
  if (bytes.length < tableEnd || [...MAGIC].some((letter, i) => bytes[i] !== letter.charCodeAt(0)))
    throw damaged('it is not a catalog');
  const version = view.getUint32(8, true);
  if (version !== LAYOUT_VERSION) {
    throw new AppError(
      'catalog.invalid',
      `The catalog has version ${version}; this Undercast reads version ${LAYOUT_VERSION}.`,
    );
  }
  const hash = [view.getUint32(16, true), view.getUint32(20, true)] as const;
  const found = hashBytes(bytes.subarray(HEADER_BYTES));
  if (view.getUint32(12, true) !== SECTIONS.length || hash[0] !== found[0] || hash[1] !== found[1])
    throw damaged('its content does not fit its hash');
  const columns: Partial<Record<Section, Uint8Array | Int32Array | Uint32Array>> = {};
  for (const [index, name] of SECTIONS.entries()) {
    const offset = view.getUint32(HEADER_BYTES + index * 8, true);
    const length = view.getUint32(HEADER_BYTES + index * 8 + 4, true);
    const single = BYTES.has(name);
    if (offset % 4 !== 0 || offset < tableEnd || offset + length > bytes.length || (!single && length % 4 !== 0))
      throw damaged(`section ${name} lies outside`);
    const at = bytes.byteOffset + offset;
    if (single) columns[name] = new Uint8Array(bytes.buffer, at, length);
    else if (SIGNED.has(name)) columns[name] = new Int32Array(bytes.buffer, at, length / 4);
    else columns[name] = new Uint32Array(bytes.buffer, at, length / 4);
  }
  const whole = columns as Columns;
  checkColumns(whole);
  return { columns: whole, revision: hash.map((lane) => lane.toString(16).padStart(8, '0')).join('') };
}

function checkColumns(c: Columns): void {
  const texts = c.textStart.length - 1;
  const apps = c.appTexts.length / APP_TEXTS;
  const nodes = c.nodeRules.length;
  const steps = (name: Section, column: Uint32Array, count: number, end: number): void => {
    let rising = column.length === count + 1 && column[0] === 0 && column[count] === end;
    for (let i = 0; i < count; i += 1) rising &&= (column[i] as number) <= (column[i + 1] as number);
    if (!rising) throw damaged(`section ${name} does not rise to its end`);
  };
  const below = (name: Section, column: Uint8Array | Uint32Array, stride: number, limits: readonly number[]): void => {
    let fine = column.length % stride === 0;
    for (let i = 0; i < column.length; i += stride)
      for (let j = 0; j < stride; j += 1) fine &&= (column[i + j] as number) < (limits[j] as number);
    if (!fine) throw damaged(`section ${name} points outside`);
  };
  if (!Number.isInteger(apps) || apps === 0 || texts < 1) throw damaged('it holds no apps');
  steps('textStart', c.textStart, texts, c.text.length);
  steps('domainStart', c.domainStart, apps, c.domains.length);
  steps('factStart', c.factStart, apps, c.facts.length / 2);
  checkAppTexts(c.appTexts, texts);
  below('appClass', c.appClass, APP_CLASS, [c.categories.length, APP_KINDS.length, 2]);
  if (c.appClass.length !== apps * APP_CLASS) throw damaged('section appClass is too short');
  below('categories', c.categories, 1, [texts]);
  below('domains', c.domains, 1, [texts]);
  below('ranges', c.ranges, 2, [apps, texts]);
  below('facts', c.facts, 2, [c.cells.length / 2, c.statements.length / 3]);
  below('cells', c.cells, 2, [texts, texts]);
  below('statements', c.statements, 3, [texts, texts, BASES.length]);
  below('release', c.release, 2, [texts, texts]);
  if (c.release.length !== 2) throw damaged('it names no release');
  below('renamed', c.renamed, 2, [texts, apps]);
  below('wildcards', c.wildcards, 4, [nodes, texts, texts, c.domains.length]);
  checkEdges(c);
}

function checkAppTexts(appTexts: Uint32Array, texts: number): void {
  let fine = true;
  for (let i = 0; i < appTexts.length; i += 1) {
    const number = appTexts[i] as number;
    fine &&= number <= texts || (number === FIRST_DOMAIN && i % APP_TEXTS === APP_TEXTS - 1);
  }
  if (!fine) throw damaged('section appTexts points outside');
}

/** A look-up follows edges without looking where they lead. */
function checkEdges({ edges, labels, nodeRules, domains }: Columns): void {
  const slots = edges.length / SLOT;
  let fine = Number.isInteger(slots) && slots >= 2 && (slots & (slots - 1)) === 0;
  let free = 0;
  for (let at = 0; at < edges.length; at += SLOT) {
    const edge = edges[at + 1] as number;
    const from = edges[at + 2] as number;
    const place = edges[at + 3] as number;
    if (edge === 0) free += 1;
    else {
      fine &&= edge > 1 && edge >> 1 < nodeRules.length && from >= 0 && from < nodeRules.length;
      fine &&= place >= 0 && (place >>> 6) + (place & 63) <= labels.length;
    }
  }
  for (const rule of nodeRules) fine &&= rule >= 0 && rule <= domains.length;
  if (!fine || free === 0) throw damaged('its host index points outside');
}
