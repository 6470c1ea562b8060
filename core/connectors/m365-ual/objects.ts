/** Whom and what a unified audit record is about: every workload names it in fields of its own. */
import type { ActivityObject } from '../../model/activity.ts';
import { bytesAt } from '../kit/bytes.ts';
import { folderOf, object, objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** Of the items that a record lists, the activity keeps this many. */
const MAX_ITEMS = 20;

/** The user, group, mailbox or app that was acted upon; '' when the record names none. */
export function targetOf(record: SourceRecord, workload: string): string {
  return (record.mayHave(TARGETS) ? namedTarget(record) : '') || watchedBy(record, workload);
}

/** Where records name whom they are about. */
const TARGETS = [
  'MailboxOwnerUPN',
  'TargetUserOrGroupName',
  'Target',
  'Members',
  'SharingInformation',
  'RecipientUPN',
  'TargetUserId',
  'ModifiedProperties',
];

function namedTarget(record: SourceRecord): string {
  const mailbox = record.text('MailboxOwnerUPN');
  if (mailbox !== '') return mailbox;
  // Of a guest whose address is not told, the prefix alone.
  const shared = record.text('TargetUserOrGroupName').replace(/^urn:spo:guest#/, '');
  if (shared !== '') return shared;
  // Target: {ID, Type}; 5 is a sign-in name, 1 a display name, 2 an id.
  const targets = record.list('Target');
  for (const type of ['5', '1', '0', '2']) {
    const found = targets.find((target) => target.text('Type') === type)?.text('ID');
    if (found !== undefined && found !== '') return found;
  }
  const members = record.list('Members').map((member) => member.text('UPN', 'DisplayName'));
  const given = record.list('SharingInformation').map((share) => share.text('RecipientEmail', 'RecipientName'));
  // A flow's owners and runners, people of Viva Engage.
  const named = [...members, ...given].find((name) => name !== '') ?? record.text('RecipientUPN', 'TargetUserId');
  if (named !== '') return named;
  const admin = record.list('ModifiedProperties').find((property) => property.text('Name') === 'SiteAdmin');
  return admin?.text('NewValue', 'OldValue') ?? '';
}

function watchedBy(record: SourceRecord, workload: string): string {
  const path = Object.hasOwn(WHOM, workload) ? WHOM[workload] : undefined;
  return path === undefined ? '' : (record.texts(path)[0] ?? '');
}

/** Whom or what the records of a service that watches others name in a field of its own. */
const WHOM: Readonly<Record<string, string>> = {
  ThreatIntelligence: 'Recipients',
  Quarantine: 'ReleaseTo',
  Endpoint: 'TargetDomain',
};

/** @param target what stands for a name where the record has an id alone */
export function objectsOf(record: SourceRecord, workload: string, target: string): ActivityObject[] {
  const id = record.text('ObjectId', 'OfficeObjectId');
  if (workload === 'SharePoint' || workload === 'OneDrive') {
    const name = record.text('SourceFileName', 'DestinationFileName');
    const site = record.text('SiteUrl');
    if (id === '' && site === '') return [];
    const last = name || (FILE_ADDRESS.exec(id)?.[1] ?? '');
    const type = record.text('ItemType').toLowerCase() || (last === '' ? 'site' : 'file');
    const parent = type === 'file' || type === 'folder' ? folderOf(id) : '';
    return [object(type, { id: id || site, name: last, parent })];
  }
  if (workload === 'MicrosoftTeams') return teamObjects(record);
  // Most records are of mail or of the directory, which name nothing in such a field.
  if (workload !== 'Exchange' && workload !== 'AzureActiveDirectory') {
    if (record.has('AlertId')) return objects('alert', { id: record.text('AlertId'), name: record.text('Name') });
    const item = NAMED.find(({ path }) => record.text(path) !== '');
    if (item !== undefined) return objects(item.type, { id: record.text(item.id), name: record.text(item.path) });
    const only = UNNAMED.find(({ path }) => record.text(path) !== '');
    if (only !== undefined && id === '') return [{ type: only.type, id: record.text(only.path) }];
  }
  if (record.has('CopilotEventData')) return copilotObjects(record);
  if (record.has('FileData'))
    return objects('file', { id: record.text('FileData.FilePath'), name: record.text('FileData.FileName') });
  const subject = record.text('Item.Subject', 'Subject');
  if (subject !== '' || record.has('AffectedItems')) {
    const items = record.list('AffectedItems').slice(0, MAX_ITEMS);
    if (items.length === 0) return objects('message', { id: record.text('NetworkMessageId'), name: subject });
    return items.map((item) => ({ type: 'message', id: item.text('Id'), name: item.text('Subject') }));
  }
  if (id === '') return objects('message', { id: record.text('NetworkMessageId') });
  if (workload === 'Exchange') return [{ type: 'mailbox', id, ...(target === '' ? {} : { name: target }) }];
  const file = WINDOWS_FILE.exec(id)?.[1];
  if (file !== undefined) return [{ type: 'file', id, name: file }];
  return [{ type: 'object', id, ...(target === '' ? {} : { name: target }) }];
}

/** What workloads of one kind of thing name in a field of its own. */
const NAMED: readonly { readonly path: string; readonly id: string; readonly type: string }[] = [
  { path: 'ReportName', id: 'ReportId', type: 'report' },
  { path: 'DashboardName', id: 'DashboardId', type: 'dashboard' },
  { path: 'DatasetName', id: 'DatasetId', type: 'dataset' },
  { path: 'FlowDetailsUrl', id: 'FlowId', type: 'flow' },
  { path: 'PowerAppsAppName', id: 'PowerAppId', type: 'app' },
  { path: 'FormName', id: 'FormId', type: 'form' },
  { path: 'Url', id: 'EventDeepLink', type: 'url' },
  { path: 'ResourceTitle', id: 'ResourceUrl', type: 'video' },
  { path: 'FileName', id: 'FileId', type: 'file' },
  { path: 'SwayLookupId', id: 'SiteUrl', type: 'sway' },
  { path: 'EntityName', id: 'EntityId', type: 'record' },
  { path: 'ProjectName', id: 'ProjectId', type: 'project' },
  { path: 'GroupName', id: 'GroupId', type: 'group' },
  { path: 'TargetFilePath', id: 'ObjectId', type: 'file' },
];

/** Where a workload says of a thing its id alone. */
const UNNAMED: readonly { readonly path: string; readonly type: string }[] = [
  { path: 'ProjectId', type: 'project' },
  { path: 'AppName', type: 'app' },
];

/** A path on a disk of Windows, or a share's, with the file's name last. */
const WINDOWS_FILE = /^(?:[A-Za-z]:|\\\\)[^\n]*\\([^\\]+)$/;

/** An address of SharePoint that ends in a file's name. */
const FILE_ADDRESS = /^https?:\/\/[^?#]*\/([^/?#]+\.[A-Za-z0-9]{1,8})$/;

function teamObjects(record: SourceRecord): ActivityObject[] {
  const found: ActivityObject[] = [];
  const team = record.text('TeamName');
  const channel = record.text('ChannelName');
  const chat = record.text('ChatName', 'ChatThreadId', 'Message.ThreadId');
  const app = record.text('AddOnName', 'AddOnGuid');
  if (team !== '') found.push(object('team', { id: record.text('TeamGuid'), name: team }));
  if (channel !== '') found.push(object('channel', { id: record.text('ChannelGuid'), name: channel }));
  if (chat !== '') found.push(object('chat', { id: record.text('ChatThreadId', 'Message.ThreadId'), name: chat }));
  if (app !== '') found.push(object('app', { id: record.text('AddOnGuid'), name: app }));
  // What the administration changes it calls by its name.
  const setting = found.length === 0 ? record.text('Name') : '';
  if (setting !== '') found.push({ type: 'setting', name: setting });
  return found;
}

/** What an answer of Copilot's was asked in, and what it drew from. */
function copilotObjects(record: SourceRecord): ActivityObject[] {
  const sources = [...record.list('CopilotEventData.AccessedResources'), ...record.list('CopilotEventData.Contexts')];
  return sources.slice(0, MAX_ITEMS).flatMap((source) =>
    objects('file', {
      // Addresses stand in angle brackets at times.
      id: source.text('SiteUrl', 'ID', 'Id').replace(/^<|>$/g, ''),
      name: source.text('Name'),
    }),
  );
}

/** Lists of messages, each with its size: of folders that were read, and of what was moved, sent or deleted. */
const MOST_MESSAGES = 10_000;

/** What sizes stand in. */
const SIZES = ['FileSizeBytes', 'FileSize', 'Item.SizeInBytes', 'Folders', 'AffectedItems'];

/** Bytes of the file, or of all messages that the record lists. */
export function bytesOf(record: SourceRecord): number {
  if (!record.mayHave(SIZES)) return 0;
  const file = bytesAt(record, 'FileSizeBytes', 'FileSize', 'Item.SizeInBytes');
  if (file > 0) return file;
  const lists = [...record.list('Folders').map((folder) => folder.list('FolderItems')), record.list('AffectedItems')];
  const sizes = lists.flatMap((items) => items.slice(0, MOST_MESSAGES).map((item) => bytesAt(item, 'SizeInBytes')));
  return sizes.reduce((sum, size) => sum + size, 0);
}
