/** Questions about the security configuration that activities and snapshots prove. */
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { PostureRow } from '../../contract/posture.ts';
import { POSTURE_FIELDS } from '../../query/index.ts';
import { readAcceptedFindings } from '../../store/read/connected-decisions.ts';
import { peopleOf } from '../accounts/people.ts';
import { appNames } from '../activities/question.ts';
import { perRevision, refOf, storedFold } from '../connected/fold.ts';
import { chosenRows, pageOfRows } from '../connected/row-table.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { type Affected, POSTURE_SUM, PostureFold } from './posture-fold.ts';
import { POSTURE_RULES, type PostureRule } from './rules.ts';
import { MOST_AFFECTED, type StateFound, stateFindings, stateRow } from './state-findings.ts';
import { STATE_RULES } from './state-rules.ts';

interface Finding {
  readonly rule: PostureRule;
  readonly row: PostureRow;
  readonly affected: readonly (Affected & { readonly name: string | null })[];
}

const foldOf = storedFold(POSTURE_SUM, (store) => new PostureFold(store));
const findingsOf = perRevision((view): readonly (Finding | StateFound)[] => {
  const fold = foldOf(view);
  const connectors = new Map([...fold.connectors].map(([word, end]) => [view.activities.words.text(word), end]));
  const accepted = readAcceptedFindings(view.db, view.seal);
  const names = appNames(view);
  const found = POSTURE_RULES.map((rule) => findingOf(view, rule, fold, connectors, names));
  const decided = [...found, ...stateFindings(view)].map((one) =>
    one.row.status === null || !accepted.has(one.row.id)
      ? one
      : { ...one, row: { ...one.row, status: 'accepted' as const } },
  );
  return decided.sort((a, b) => rank(a.row) - rank(b.row) || b.row.affected - a.row.affected);
});

/** A finding without another proof for so long, in logs that would show it, is over. */
const RESOLVED_MS = 30 * 86_400_000;
const SEVERITIES = ['high', 'medium', 'low'];
const STATES = ['found', 'notSeen', 'noLogs'];

function rank({ state, status, severity }: PostureRow): number {
  const isOver = status === 'accepted' || status === 'resolved';
  return STATES.indexOf(state) * 20 + Number(isOver) * 10 + SEVERITIES.indexOf(severity);
}

function findingOf(
  view: WorkspaceView,
  rule: PostureRule,
  fold: PostureFold,
  connectors: ReadonlyMap<string, number>,
  names: ReadonlyMap<string, string>,
): Finding {
  const text = (word: number): string => view.activities.words.text(word);
  const all = [...(fold.found.get(rule.id) ?? [])].map(([word, one]) => ({ ...one, name: text(word) || null }));
  const affected = (
    rule.who === undefined ? all : all.filter(({ name }) => isAdmin(view, name) === (rule.who === 'admins'))
  ).sort((a, b) => b.last - a.last || a.pointer - b.pointer);
  const apps = new Set(affected.flatMap((one) => [...one.apps]).map(text));
  const state = affected.length > 0 ? 'found' : rule.seenBy.some((id) => connectors.has(id)) ? 'notSeen' : 'noLogs';
  const last = affected[0]?.last ?? Number.NEGATIVE_INFINITY;
  const logEnd = Math.max(...rule.seenBy.map((id) => connectors.get(id) ?? Number.NEGATIVE_INFINITY));
  const row: PostureRow = {
    id: rule.id,
    basis: 'activities',
    title: rule.title,
    area: rule.area,
    severity: rule.severity,
    state,
    status: state === 'found' ? (last + RESOLVED_MS <= logEnd ? 'resolved' : 'open') : null,
    app: [...apps].map((app) => names.get(app) ?? app).sort(),
    affected: affected.length,
    events: affected.reduce((sum, { events }) => sum + events, 0),
    firstSeen:
      affected.length === 0
        ? null
        : affected.reduce((first, one) => Math.min(first, one.first), Number.POSITIVE_INFINITY),
    lastSeen: affected[0]?.last ?? null,
    snapshot: null,
  };
  return { rule, row, affected };
}

function isAdmin(view: WorkspaceView, name: string | null): boolean {
  return name !== null && peopleOf(view).byName.get(name.toLowerCase())?.row.admin === true;
}

export function postureRows(view: WorkspaceView): readonly PostureRow[] {
  return findingsOf(view).map(({ row }) => row);
}

export function listPosture(view: WorkspaceView, input: MethodParsed<'posture.list'>): MethodOutput<'posture.list'> {
  const started = performance.now();
  return pageOfRows(chosenRows(view, postureRows(view), POSTURE_FIELDS, input), input, started);
}

/** @throws AppError entity.unknown */
export function getPosture(view: WorkspaceView, id: string): MethodOutput<'posture.get'> {
  const finding = findingsOf(view).find(({ rule }) => rule.id === id);
  if (finding === undefined) throw new AppError('entity.unknown', `There is no rule "${id}".`, { id });
  const is = readAcceptedFindings(view.db, view.seal).get(id);
  const accepted = is === undefined ? null : { reason: is.reason, at: is.accepted };
  if ('state' in finding) return { ...stateRow(finding), accepted };
  const { rule, row, affected } = finding;
  return {
    row,
    accepted,
    explanation: rule.explanation,
    guidance: rule.guidance,
    filter: rule.filter,
    confirmed: rule.proof !== undefined || rule.who !== undefined,
    seenBy: [...rule.seenBy],
    affected: affected.slice(0, MOST_AFFECTED).map(({ name, events, first, last, pointer }) => ({
      name,
      events,
      firstSeen: first,
      lastSeen: last,
      ref: refOf(pointer),
      detail: null,
      from: null,
      object: null,
    })),
  };
}

/** Findings that name one of these, lower case, and when they were last proven of it. */
export function findingsAbout(
  view: WorkspaceView,
  names: ReadonlySet<string>,
): { readonly row: PostureRow; readonly lastSeen: number | null }[] {
  return findingsOf(view).flatMap((finding) => {
    const isAbout = ({ name }: { readonly name: string | null }): boolean =>
      name !== null && names.has(name.toLowerCase());
    if ('state' in finding) {
      const found = finding.affected.filter(isAbout);
      return found.length === 0
        ? []
        : [{ row: finding.row, lastSeen: Math.max(...found.map(({ from }) => from.taken)) }];
    }
    const found = finding.affected.filter(isAbout);
    return found.length === 0 ? [] : [{ row: finding.row, lastSeen: Math.max(...found.map(({ last }) => last)) }];
  });
}

/** What a rule finds, in words; null where there is no such rule. */
export function ruleTitle(id: string): string | null {
  return [...POSTURE_RULES, ...STATE_RULES].find((rule) => rule.id === id)?.title ?? null;
}

/** @throws AppError entity.unknown */
export function requireRule(id: string): void {
  if (ruleTitle(id) === null) throw new AppError('entity.unknown', `There is no rule "${id}".`, { id });
}
