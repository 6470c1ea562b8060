/** A filter over every app of the catalog, decided column by column: three-valued like `evaluate`, without making apps. */
import { AppError } from '../../contract/errors.ts';
import {
  expandSearch,
  FALSE,
  type FieldContent,
  type FieldDef,
  type FieldTable,
  type FilterLeaf,
  type FilterTree,
  factorContent,
  isAnd,
  isNot,
  isOr,
  leafPredicate,
  TRUE,
  type Verdict,
  verdictByte,
} from '../../query/index.ts';
import type { AppDirectory } from '../app-directory.ts';
import type { FactorField } from '../catalog-parts.ts';
import { followIds } from '../former-ids.ts';
import type { AppColumns } from './app-columns.ts';

/** What a filter is asked of. */
export interface AppSet {
  readonly apps: AppDirectory;
  readonly columns: AppColumns;
  readonly factorFields: readonly FactorField[];
  /** Places of the apps that some destination belongs to. */
  readonly discovered: (index: number) => boolean;
}

/** A verdict per app; TRUE keeps it. */
export function appMask(set: AppSet, tree: FilterTree, fields: FieldTable): Uint8Array {
  return treeMask(set, expandSearch(tree, fields), fields);
}

function treeMask(set: AppSet, tree: FilterTree, fields: FieldTable): Uint8Array {
  if (isAnd(tree)) {
    const mask = new Uint8Array(set.apps.count).fill(TRUE);
    for (const part of tree.and) combine(mask, treeMask(set, part, fields), Math.min);
    return mask;
  }
  if (isOr(tree)) {
    const mask = new Uint8Array(set.apps.count).fill(FALSE);
    for (const part of tree.or) combine(mask, treeMask(set, part, fields), Math.max);
    return mask;
  }
  if (isNot(tree)) return treeMask(set, tree.not, fields).map((verdict) => (verdict === TRUE ? FALSE : TRUE));
  return leafMask(set, tree, fields);
}

function combine(mask: Uint8Array, other: Uint8Array, pick: (a: number, b: number) => number): void {
  for (let i = 0; i < mask.length; i += 1) mask[i] = pick(mask[i] as number, other[i] as number);
}

function leafMask(set: AppSet, leaf: FilterLeaf, fields: FieldTable): Uint8Array {
  const field = fields.find(leaf.field);
  if (field === undefined) {
    throw new AppError('query.badFilter', `There is no field "${leaf.field}".`, { position: 0 });
  }
  const test = leafPredicate(followIds(set.apps.catalog, leaf, field.name), field);
  const factor = set.factorFields.find(({ id }) => `factor.${id}` === field.name || id === field.name);
  if (factor !== undefined) return factorMask(set.apps, factor, test);
  const { count } = set.apps;
  const content = contentOf(set, field);
  const verdicts = new Map<FieldContent, number>();
  const mask = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) {
    const value = content(index);
    // Few values of most fields, asked once each; lists and names are all different.
    let verdict = typeof value === 'object' && value !== null ? undefined : verdicts.get(value);
    if (verdict === undefined) {
      verdict = verdictByte(test(value));
      if (verdicts.size < 100 && typeof value !== 'object') verdicts.set(value, verdict);
    }
    mask[index] = verdict;
  }
  return mask;
}

/** Decided once per distinct value of the catalog, then spread over the apps that have it. */
function factorMask(apps: AppDirectory, factor: FactorField, test: (content: FieldContent) => Verdict): Uint8Array {
  const { catalog } = apps;
  const none = 255;
  const ofCell = Uint8Array.from(catalog.cells, (cell) =>
    cell.factor === factor.id ? verdictByte(test(factorContent(factor.valueKind, cell.value))) : none,
  );
  const mask = new Uint8Array(apps.count).fill(verdictByte(test(null)));
  let place = 0;
  for (let index = 0; index < catalog.count; index += 1) {
    for (const end = catalog.firstFact(index + 1); place < end; place += 1) {
      const verdict = ofCell[catalog.cellAt(place)] as number;
      if (verdict !== none) mask[index] = verdict;
    }
  }
  for (const index of apps.changed()) {
    const { factors, headquarters } = apps.app(index);
    const value = factors[factor.id]?.value ?? (factor.id === 'headquarters' ? headquarters : null);
    mask[index] = verdictByte(test(factorContent(factor.valueKind, value)));
  }
  return mask;
}

function contentOf({ apps, columns, discovered }: AppSet, { name }: FieldDef): (index: number) => FieldContent {
  switch (name) {
    case 'app':
      return (index) => [apps.name(index), apps.id(index)];
    case 'appId':
      return (index) => apps.id(index);
    case 'vendor':
      return (index) => apps.vendor(index);
    case 'domain':
      return (index) => apps.domains(index);
    case 'category':
      return (index) => apps.category(index);
    case 'kind':
      return (index) => apps.kind(index);
    case 'score':
      return (index) => columns.display(index);
    case 'scoreLow':
      return (index) => columns.scores.low[index];
    case 'coverage':
      return (index) => columns.scores.coverage[index];
    case 'band':
      return (index) => columns.band(index);
    case 'tag':
      return (index) => apps.tagOf(index) ?? 'none';
    case 'customTag':
      return (index) => apps.customTagsOf(index);
    case 'custom':
      return (index) => index >= apps.catalog.count;
    case 'discovered':
      return discovered;
    case 'overridden':
      return (index) => columns.basis(index) === 'override';
    case 'corrected':
      return (index) => apps.isCorrected(index);
    default:
      return () => null;
  }
}
