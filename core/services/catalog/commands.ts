/** Commands on apps: tags, notes, scores, corrections, apps of the workspace's own. */
import { FACTORS, factorDef, factorProblem, weightKey } from '../../catalog/index.ts';
import type { AppChange } from '../../contract/catalog-exchange.ts';
import type { AppDecision, ScoreSettingsInput } from '../../contract/catalog-govern.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { parseHostPattern, parseRange } from '../../ingest/match/index.ts';
import { type AppCorrection, CATEGORIES, type CategoryId, type FactorValue } from '../../model/app.ts';
import {
  addCustomTag,
  correctionOf,
  deleteCustomTag,
  putCorrection,
  removeCustomTag,
} from '../../store/write/app-governance.ts';
import {
  type CustomApp,
  deleteCustomApp,
  freeCustomId,
  listCustomApps,
  overrideScore,
  putCustomApp,
  setNote,
} from '../../store/write/app-state.ts';
import { readMeta, writeMeta } from '../../store/write/meta.ts';
import type { CatalogCommand } from '../answered-by.ts';
import type { CommandContext } from '../command-context.ts';
import { tagWithLog } from './tag-apps.ts';

export const CATALOG_COMMANDS: {
  [M in CatalogCommand]: (context: CommandContext, input: MethodParsed<M>) => MethodOutput<M>;
} = {
  'catalog.tagApps': (context, { apps, reason }) => ({ previous: tagWithLog(context, apps, reason) }),
  'catalog.decideApps': (context, { apps }) => ({ previous: apps.map((one) => decide(context, one)) }),
  'catalog.setNote': ({ db, log }, { id, note }) => {
    const previous = setNote(db, id, note);
    log('app.note', id, { note, before: previous });
    return { previous };
  },
  'catalog.overrideScore': ({ db, log }, { id, score }) => {
    const previous = overrideScore(db, id, score);
    log('app.overrideScore', id, { score, before: previous });
    return { previous };
  },
  'catalog.createCustomApp': (context, input) => {
    const id = freeCustomId(context.db, input.name);
    saveCustomApp(context, id, input);
    context.log('app.create', id, { name: input.name, domains: input.domains });
    return { id };
  },
  'catalog.updateCustomApp': (context, { id, ...input }) => {
    if (!listCustomApps(context.db).some((app) => app.id === id)) {
      throw new AppError('entity.unknown', `There is no app of your own with the id ${id}.`, { id });
    }
    saveCustomApp(context, id, input);
    context.log('app.update', id, { name: input.name, domains: input.domains });
    return { id };
  },
  'catalog.deleteCustomApp': ({ db, log }, { id }) => {
    const app = deleteCustomApp(db, id);
    log('app.delete', id, { name: app.name, domains: app.domains });
    return {};
  },
  'catalog.setScoring': ({ db, log }, { settings }) => {
    const previous = readMeta(db).scoring;
    const checked = settings === null ? null : known(settings);
    writeMeta(db, { scoring: checked });
    log('scoring.change', checked === null ? 'defaults' : 'scoring', { settings: checked, before: previous });
    return { previous };
  },
  'catalog.correctApp': ({ db, log, now }, { id, ...change }) => {
    const before = correctionOf(db, id);
    const asOf = new Date(now()).toISOString().slice(0, 10);
    const after: AppCorrection = {
      category: change.category === undefined ? before.category : categoryOf(change.category),
      addedDomains: change.domains === undefined ? before.addedDomains : hosts(change.domains.added),
      removedDomains: change.domains === undefined ? before.removedDomains : [...new Set(change.domains.removed)],
      addedRanges: change.ranges === undefined ? before.addedRanges : ranges(change.ranges),
      factors: correctedFactors(before.factors, change.factors ?? {}, asOf),
    };
    putCorrection(db, id, after);
    // Of ranges the log keeps how many: a vendor lists thousands.
    const counted = change.ranges === undefined ? {} : { ranges: after.addedRanges.length };
    log('app.correct', id, { ...change, ...counted, before: { ...before, addedRanges: before.addedRanges.length } });
    return {};
  },
  'catalog.setCustomTags': ({ db, log }, { apps, add, remove }) => {
    let changed = 0;
    for (const tag of add) changed += addCustomTag(db, apps, tag);
    for (const tag of remove) changed += removeCustomTag(db, apps, tag);
    if (apps.length === 0) for (const tag of add) log('tag.create', tag, {});
    for (const app of apps) log('app.customTags', app, { add, remove });
    return { changed };
  },
  'catalog.deleteCustomTag': ({ db, log }, { name }) => {
    const apps = deleteCustomTag(db, name);
    log('tag.delete', name, { apps });
    return { apps };
  },
  'catalog.importChanges': (context, { changes }) => {
    for (const { id, ...app } of changes.customApps) {
      saveCustomApp(context, id, app);
      context.log('app.update', id, { name: app.name, domains: app.domains, from: 'file' });
    }
    for (const change of changes.apps) importApp(context, change);
    if (changes.scoring !== null) CATALOG_COMMANDS['catalog.setScoring'](context, { settings: changes.scoring });
    return { apps: changes.apps.length, customApps: changes.customApps.length };
  },
};

/** @returns what stood before, of what is decided */
function decide(context: CommandContext, { id, note, category, overrideScore: score }: AppDecision): AppDecision {
  const run = CATALOG_COMMANDS;
  const before: AppDecision = { id };
  if (note !== undefined) before.note = run['catalog.setNote'](context, { id, note }).previous;
  if (score !== undefined) before.overrideScore = run['catalog.overrideScore'](context, { id, score }).previous;
  if (category !== undefined) {
    before.category = correctionOf(context.db, id).category;
    run['catalog.correctApp'](context, { id, category });
  }
  return before;
}

/** One app's decisions from a file, each as if it were made here. */
function importApp(context: CommandContext, change: AppChange): void {
  const { id, tag, note, overrideScore: score, customTags, category, domains, ranges: blocks, factors } = change;
  const run = CATALOG_COMMANDS;
  if (tag !== undefined) run['catalog.tagApps'](context, { apps: [{ id, tag }] });
  if (note !== undefined) run['catalog.setNote'](context, { id, note });
  if (score !== undefined) run['catalog.overrideScore'](context, { id, score });
  if (customTags !== undefined && customTags.length > 0)
    run['catalog.setCustomTags'](context, { apps: [id], add: customTags, remove: [] });
  if ([category, domains, blocks, factors].some((part) => part !== undefined))
    run['catalog.correctApp'](context, { id, category, domains, ranges: blocks, factors });
}

/** Settings of factors that exist; a setting that says what holds anyway is left out. */
function known({ weights, bands }: ScoreSettingsInput): ScoreSettingsInput {
  const keys = new Set(FACTORS.map(weightKey));
  const factors = Object.entries(weights.factors).filter(
    ([key, { importance, excludeNa }]) => keys.has(key) && !(importance === 'medium' && excludeNa),
  );
  return { weights: { categories: weights.categories, factors: Object.fromEntries(factors) }, bands };
}

/** @throws AppError catalog.invalid */
function categoryOf(id: string | null): CategoryId | null {
  if (id === null) return null;
  const category = CATEGORIES.find((candidate) => candidate.id === id);
  if (category === undefined) {
    throw new AppError('catalog.invalid', `There is no category "${id}".`, { category: id });
  }
  return category.id;
}

/** @throws AppError catalog.invalid for a domain that cannot be matched */
function hosts(domains: readonly string[]): string[] {
  const clean = domains.map((domain) => domain.toLowerCase().replace(/\.$/, ''));
  const wrong = clean.find((domain) => typeof parseHostPattern(domain) === 'string');
  if (wrong !== undefined) {
    throw new AppError(
      'catalog.invalid',
      `"${wrong}" cannot be used as a domain. Write a host name such as files.example.com.`,
      {
        domain: wrong,
      },
    );
  }
  return [...new Set(clean)];
}

/** @throws AppError catalog.invalid for what is no CIDR block */
function ranges(blocks: readonly string[]): string[] {
  const wrong = blocks.find((block) => parseRange(block) === null);
  if (wrong !== undefined) {
    throw new AppError('catalog.invalid', `"${wrong}" is not an address range such as 192.0.2.0/24.`, { range: wrong });
  }
  return [...new Set(blocks)];
}

/** @throws AppError catalog.invalid for a factor or value that there is none of */
function correctedFactors(
  before: AppCorrection['factors'],
  change: Readonly<Record<string, FactorValue['value'] | null>>,
  asOf: string,
): AppCorrection['factors'] {
  const after = new Map(Object.entries(before));
  for (const [id, value] of Object.entries(change)) {
    if (value === null) {
      after.delete(id);
      continue;
    }
    const def = factorDef(id);
    const problem = def === undefined || def.appField ? 'is no factor that has a value' : factorProblem(def, value);
    if (problem !== null) {
      throw new AppError('catalog.invalid', `${def?.title ?? id} ${problem}.`, { factor: id });
    }
    after.set(id, { value, source: 'you', basis: 'known', asOf });
  }
  return Object.fromEntries(after);
}

type CustomInput = MethodParsed<'catalog.createCustomApp'>;

function saveCustomApp({ db }: CommandContext, id: string, input: CustomInput): void {
  const category = CATEGORIES.find((candidate) => candidate.id === input.category);
  if (!category) {
    throw new AppError('catalog.invalid', `There is no category "${input.category}".`, { category: input.category });
  }
  if (input.domains.length + input.ipRanges.length === 0) {
    throw new AppError('catalog.invalid', `Give ${input.name} at least one domain or address range.`, {});
  }
  const ipRanges = ranges(input.ipRanges);
  const app: CustomApp = {
    id,
    name: input.name,
    category: category.id,
    vendor: input.vendor,
    description: input.description,
    homepage: null,
    headquarters: input.headquarters?.toUpperCase() ?? null,
    domains: [...new Set(input.domains.map((domain) => domain.toLowerCase().replace(/\.$/, '')))],
    ...(ipRanges.length === 0 ? {} : { ipRanges }),
    kind: 'saas',
    custom: true,
    factors: {},
  };
  putCustomApp(db, app);
  setNote(db, id, input.note);
  overrideScore(db, id, input.overrideScore);
}
