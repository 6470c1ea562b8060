/** Commands: short writes that run alone on the writer thread, each in one transaction with its governance entry. */
import type { z } from 'zod';
import { readCustomConnector } from '../contract/custom-connector.ts';
import { readCustomFormat } from '../contract/custom-format.ts';
import { AppError } from '../contract/errors.ts';
import { METHODS, type MethodName, type MethodOutput, type MethodParsed } from '../contract/methods.ts';
import { emptyGroups } from '../enrich/index.ts';
import { compileFormat } from '../ingest/formats/custom/compile.ts';
import { readPeople } from '../store/read/enrichment.ts';
import { removeScopeRule, saveScopeRule, setPrivateGroups } from '../store/write/activity-scope.ts';
import { removeAddressSources } from '../store/write/address-sources.ts';
import { removeProbes } from '../store/write/app-probes.ts';
import { acceptFinding, joinAccount, markOauthApp } from '../store/write/connected-decisions.ts';
import {
  addExclusions,
  removeExclusions,
  removeRanges,
  replaceDirectory,
  saveRange,
} from '../store/write/enrichment.ts';
import { exclusionNote, rangeNote } from '../store/write/list-notes.ts';
import { readMeta, writeMeta } from '../store/write/meta.ts';
import { deleteOwnConnector, putOwnConnector } from '../store/write/own-connectors.ts';
import { deleteOwnFormat, outdatedImports, putOwnFormat } from '../store/write/own-formats.ts';
import { addSnapshot, removeSnapshot, storedSource } from '../store/write/snapshots.ts';
import { removeView, saveView, updateStream } from '../store/write/streams.ts';
import { isWriterCommand, type WriterCommand } from './answered-by.ts';
import { CATALOG_COMMANDS } from './catalog/commands.ts';
import type { CommandContext } from './command-context.ts';
import { requireRule } from './posture/queries.ts';
import { requireZone } from './require-zone.ts';

/** The workspace commands answer with facts that a reader gathers afterwards. */
type Answer<M extends WriterCommand> = M extends `workspace.${string}` ? null : MethodOutput<M>;

const COMMANDS: { [M in WriterCommand]: (context: CommandContext, input: MethodParsed<M>) => Answer<M> } = {
  ...CATALOG_COMMANDS,
  'formats.save': ({ db, log }, input) => {
    const definition = readCustomFormat(input.definition);
    // A pattern or zone that cannot be used is refused here, not in the middle of an import.
    compileFormat(definition);
    const before = putOwnFormat(db, definition);
    log(before === null ? 'format.add' : 'format.change', definition.id, { title: definition.title });
    return { id: definition.id, isNew: before === null, outdated: outdatedImports(db, definition) };
  },
  'formats.remove': ({ db, log }, { id }) => {
    const { title } = deleteOwnFormat(db, id);
    log('format.remove', id, { title });
    return {};
  },
  'connectors.save': ({ db, log }, input) => {
    const definition = readCustomConnector(input.definition);
    const isNew = putOwnConnector(db, definition);
    log(isNew ? 'connector.add' : 'connector.change', definition.id, { title: definition.title });
    return { id: definition.id, isNew };
  },
  'connectors.remove': ({ db, log }, { id }) => {
    const { title } = deleteOwnConnector(db, id);
    log('connector.remove', id, { title });
    return {};
  },
  'snapshots.add': ({ db, log, seal }, { snapshots }) => ({
    ids: snapshots.map(({ rows, ...one }) => {
      const id = addSnapshot(db, one, rows, seal());
      log('snapshot.add', storedSource(one.source, seal()), {
        kind: one.kind,
        tenant: one.tenant,
        taken: one.taken,
        objects: rows.length,
      });
      return id;
    }),
  }),
  'snapshots.remove': ({ db, log }, { id }) => {
    const { source, kind, tenant, taken } = removeSnapshot(db, id);
    log('snapshot.remove', source, { kind, tenant, taken });
    return {};
  },
  'control.record': ({ log }, { action, tool, command, as }) => {
    log(as === 'done' ? 'control.done' : 'control.copy', action, { tool, command });
    return {};
  },
  'accounts.join': ({ db, log, seal }, { account, with: person, undo }) => {
    const id = account.toLowerCase();
    const target = undo ? null : (person?.toLowerCase() ?? id);
    const previous = joinAccount(db, id, target, seal());
    log(undo ? 'account.joinUndo' : target === id ? 'account.unlink' : 'account.link', id, {
      with: target,
      before: previous,
    });
    return { previous };
  },
  'accounts.setRisk': ({ db, log }, { settings }) => {
    const previous = readMeta(db).accountRisk;
    writeMeta(db, { accountRisk: settings });
    log('accountRisk.change', settings === null ? 'defaults' : 'weights', { settings, before: previous });
    return { previous };
  },
  'posture.accept': ({ db, log, seal, now }, { id, reason }) => {
    requireRule(id);
    const finding = reason === null ? null : { reason, accepted: now() };
    const previous = acceptFinding(db, id, finding, seal())?.reason ?? null;
    log(reason === null ? 'posture.reopen' : 'posture.accept', id, { reason, before: previous });
    return { previous };
  },
  'oauth.mark': ({ db, log, seal }, { key, state, note }) => {
    const previous = markOauthApp(db, key, state, note, seal());
    log('oauth.mark', key, { state, note, before: previous });
    return { previous };
  },
  'streams.update': ({ db, log }, { id, ...change }) => {
    const { name, comment, kind, inGlobal } = updateStream(db, id, change);
    log('stream.update', change.name ?? name, { id, ...change, before: { name, comment, kind, inGlobal } });
    return {};
  },
  'views.save': ({ db, log }, view) => {
    const id = saveView(db, view);
    log(view.id === undefined ? 'view.create' : 'view.update', view.name, { ...view, id });
    return { id };
  },
  'views.remove': ({ db, log }, { id }) => {
    const { name, ...view } = removeView(db, id);
    log('view.remove', name, view);
    return {};
  },
  'probe.allow': ({ db, log }, { allowed }) => {
    writeMeta(db, { probeAllowed: allowed });
    log('probe.allow', allowed ? 'on' : 'off', {});
    return {};
  },
  'probe.forget': ({ db, log }, { apps }) => {
    const forgotten = removeProbes(db, apps);
    log('probe.forget', apps.join(', ').slice(0, 200), { forgotten });
    return { forgotten };
  },
  'geo.removeSources': ({ db, log }, input) => {
    for (const name of removeAddressSources(db, input)) log('addressSource.remove', name, {});
    return {};
  },
  'ranges.save': ({ db, log, seal }, range) => {
    const id = saveRange(db, range, seal());
    log(range.id === undefined ? 'range.create' : 'range.update', ...rangeNote({ ...range, id }, seal()));
    return { id };
  },
  'ranges.remove': ({ db, log, seal }, { ids }) => {
    for (const range of removeRanges(db, ids, seal())) {
      log('range.remove', ...rangeNote(range, seal()));
    }
    return {};
  },
  'directory.clear': ({ db, log, now }) => {
    replaceDirectory(db, [], null, now(), null);
    log('directory.clear', 'directory', {});
    return {};
  },
  'directory.setMerge': ({ db, log }, { merge }) => {
    writeMeta(db, { mergeUsers: merge });
    log('directory.setMerge', 'directory', { merge });
    return {};
  },
  'scope.saveRule': ({ db, log, now, seal }, rule) => {
    const { id, before } = saveScopeRule(db, rule, now(), seal());
    const { kind, groups, apps } = rule;
    log(before === null ? 'scope.add' : 'scope.change', rule.name, { kind, groups, apps, before });
    return { id };
  },
  'scope.removeRule': ({ db, log, seal }, { id }) => {
    const { kind, name, groups, apps } = removeScopeRule(db, id, seal());
    log('scope.remove', name, { kind, groups, apps });
    return {};
  },
  'scope.setPrivateGroups': ({ db, log, now, seal }, { groups }) => {
    const { added, removed } = setPrivateGroups(db, groups, now(), seal());
    for (const name of added) log('scope.private', name, {});
    for (const name of removed) log('scope.notPrivate', name, {});
    return {};
  },
  'exclusions.add': ({ db, log, now, seal }, { kind, values, comment }) => {
    const added = addExclusions(db, kind, values, comment, now(), seal());
    log('exclusion.add', kind, exclusionNote(kind, { values, comment }, seal()));
    return { added, emptyGroups: kind === 'group' ? emptyGroups(readPeople(db, seal()), values) : [] };
  },
  'exclusions.remove': ({ db, log, seal }, { ids }) => {
    for (const { kind, value } of removeExclusions(db, ids, seal())) {
      log('exclusion.remove', kind, exclusionNote(kind, { value }, seal()));
    }
    return {};
  },
  'workspace.setProfile': ({ db, log }, profile) => {
    requireZone(profile.logZone);
    writeMeta(db, { profile });
    log('workspace.profile', 'organisation', { ...profile });
    return null;
  },
  'workspace.setDisplayZone': ({ db, log }, { zone }) => {
    requireZone(zone);
    writeMeta(db, { displayZone: zone });
    log('workspace.displayZone', zone, {});
    return null;
  },
};

export function runCommand(context: CommandContext, method: string, input: unknown): unknown {
  if (!isWriterCommand(method)) {
    throw new AppError('method.unknown', `There is no command ${method}.`, { method });
  }
  const parsed: unknown = (METHODS[method as MethodName].input as z.ZodType).parse(input);
  const run = COMMANDS[method] as (context: CommandContext, input: unknown) => unknown;
  return run(context, parsed);
}
