/** In: a row that the Admin console's audit and investigation pages download. Out: what it says beside who, when and from where. */
import type { SharingLevel } from '../../model/activity.ts';
import type { ActivityDraft } from '../connector.ts';
import type { Shape } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

const MAX_OBJECTS = 100;

export const CONSOLE_SHAPES: readonly Shape[] = [
  {
    has: ['Date', 'Event', 'Actor', 'Document ID', 'Visibility'],
    score: 1,
    words: "a row of the console's Drive log: Date, Event, Actor, Document ID, Visibility",
  },
  {
    has: ['Date', 'OAuth event', 'User', 'App ID'],
    score: 1,
    words: "a row of the console's OAuth log: Date, OAuth event, User, App ID",
  },
  {
    has: ['Date', 'Event', 'User', 'App ID', 'Client type'],
    score: 1,
    words: "a row of the console's OAuth log: Date, Event, User, App ID, Client type",
  },
  {
    has: ['Date', 'Event', 'Description', 'User', 'Login type'],
    score: 0.9,
    words: "a row of the console's user log: Date, Event, Description, User, Login type",
  },
  {
    has: ['Date', 'Event', 'Description', 'Actor', 'IP address'],
    score: 0.7,
    words: "a row of the console's logs: Date, Event, Description, Actor, IP address",
  },
];

/** `visibility` of a Drive event, as the API's documents list it. */
export const SHARING: Readonly<Record<string, SharingLevel>> = {
  private: 'private',
  people_within_domain_with_link: 'internal',
  public_in_the_domain: 'internal',
  shared_internally: 'internal',
  shared_externally: 'external',
  people_with_link: 'public',
  public_on_the_web: 'public',
};

/** Fills the draft from the columns; the events are in the console's words. */
export function readConsoleRow(record: SourceRecord, draft: ActivityDraft): undefined {
  draft.description = record.text('Description');
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.target = record.text('Target', 'Affected user');
  const level = record.text('Visibility').toLowerCase().replaceAll(' ', '_');
  const sharing = Object.hasOwn(SHARING, level) ? SHARING[level] : undefined;
  const file = {
    id: record.text('Document ID'),
    name: record.text('Title'),
    owner: record.text('Owner'),
  };
  draft.objects = objects(/folder/i.test(record.text('Document type')) ? 'folder' : 'file', file, sharing);
  const app = { id: record.text('App ID', 'OAuth Client ID'), name: record.text('App name') };
  draft.objects.push(...objects('app', app));
  draft.clientApp = app.id || app.name;
  for (const scope of record.text('Scope').split(/[\s,]+/)) {
    if (scope !== '' && draft.objects.length < MAX_OBJECTS) draft.objects.push({ type: 'permission', name: scope });
  }
  if (draft.activityType !== 'file.share') return undefined;
  if (sharing === 'public') draft.activityType = 'file.share.public';
  else if (sharing === 'external') draft.activityType = 'file.share.external';
  else if (sharing === 'private') draft.activityType = 'file.unshare';
  return undefined;
}
