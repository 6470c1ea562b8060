/** The governance log, as a page of it and as a table to take away. Of an anonymised workspace its notes are opened where the key is at hand. */
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { exportChunks, formatInstant } from '../../export/index.ts';
import { createZone } from '../../kit/zone.ts';
import { actionsSaying, actionWords } from '../../model/governance-action.ts';
import { openedNote, SEALED_SUBJECT } from '../../store/privacy/sealed-notes.ts';
import { oauthRows } from '../oauth/queries.ts';
import { ruleTitle } from '../posture/queries.ts';
import type { WorkspaceView } from '../workspace-view.ts';

type Entry = MethodOutput<'governance.list'>['rows'][number];

interface Question {
  readonly search?: string | undefined;
  readonly subject?: string | undefined;
}

interface Row {
  id: number;
  time: number;
  actor: string;
  action: string;
  subject: string;
  detail: string;
}

const WHERE = `((action || ' ' || subject || ' ' || actor || ' ' || detail) LIKE ? ESCAPE '\\' OR action IN (SELECT value FROM json_each(?))
    OR id IN (SELECT value FROM json_each(?))) AND subject = coalesce(?, subject)`;

type Values = [like: string, said: string, read: string, subject: string | null];

function valuesOf(view: WorkspaceView, { search = '', subject }: Question): Values {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const read = search === '' ? [] : entriesReading(view, search.toLowerCase());
  return [like, JSON.stringify(actionsSaying(search)), JSON.stringify(read), subject ?? null];
}

/** Ids of entries that hold these words only as they are read: in the name that their subject's id stands for, or under a seal. */
function entriesReading(view: WorkspaceView, words: string): number[] {
  const entries = view.db
    .prepare<[string], Row>(
      `SELECT * FROM governance WHERE action LIKE 'app.%' OR action LIKE 'posture.%' OR action = 'oauth.mark' OR subject = ?`,
    )
    .all(SEALED_SUBJECT);
  const reads = (row: Row): boolean => {
    if (row.subject !== SEALED_SUBJECT)
      return nameOf(view, row.action, row.subject)?.toLowerCase().includes(words) ?? false;
    const { subject, subjectName, detail } = entryOf(view, row);
    return `${subject} ${subjectName ?? ''} ${JSON.stringify(detail)}`.toLowerCase().includes(words);
  };
  return entries.filter(reads).map(({ id }) => id);
}

/** Newest first. */
export function listGovernance(
  view: WorkspaceView,
  input: MethodParsed<'governance.list'>,
): MethodOutput<'governance.list'> {
  const values = valuesOf(view, input);
  const total = view.db
    .prepare<Values, number>(`SELECT count(*) FROM governance WHERE ${WHERE}`)
    .pluck()
    .get(...values);
  const rows = view.db
    .prepare<[...Values, number, number], Row>(
      `SELECT * FROM governance WHERE ${WHERE} AND id < ? ORDER BY id DESC LIMIT ?`,
    )
    .all(...values, input.before ?? Number.MAX_SAFE_INTEGER, input.limit);
  return { total: total ?? 0, rows: rows.map((row) => entryOf(view, row)) };
}

const COLUMNS = [
  { key: 'time', title: 'Time' },
  { key: 'actor', title: 'Who' },
  { key: 'action', title: 'Action' },
  { key: 'code', title: 'Action code' },
  { key: 'subject', title: 'Subject' },
  { key: 'subjectName', title: 'Subject name' },
  { key: 'detail', title: 'Detail' },
] as const;

/** Every entry that fits, oldest first, as an auditor reads it. */
export function exportGovernance(
  view: WorkspaceView,
  input: MethodParsed<'governance.export'>,
): MethodOutput<'governance.export'> {
  const zone = createZone(input.zone);
  const rows = view.db
    .prepare<Values, Row>(`SELECT * FROM governance WHERE ${WHERE} ORDER BY id`)
    .all(...valuesOf(view, input))
    .map((row) => {
      const { time, actor, action, subject, subjectName, detail } = entryOf(view, row);
      return [formatInstant(time, zone), actor, actionWords(action), action, subject, subjectName, detail];
    });
  return { text: [...exportChunks(input.format, { columns: COLUMNS, rows })].join(''), rows: rows.length };
}

function entryOf(view: WorkspaceView, row: Row): Entry {
  const [subject, detail] = openedNote(row.subject, JSON.parse(row.detail) as Record<string, unknown>, view.seal);
  return { ...row, subject, subjectName: nameOf(view, row.action, subject), detail: { ...detail } };
}

/** Actions on apps, OAuth apps and findings speak of them by their ids. */
function nameOf(view: WorkspaceView, action: string, subject: string): string | null {
  if (action.startsWith('app.')) {
    const index = view.apps.indexOf(subject);
    return index < 0 ? null : view.apps.name(index);
  }
  if (action.startsWith('posture.')) return ruleTitle(subject);
  // What is sealed names none, and is not looked up: what would tell is sealed as well.
  if (action !== 'oauth.mark' || subject === SEALED_SUBJECT) return null;
  return oauthRows(view).find(({ key }) => key === subject)?.name ?? null;
}
