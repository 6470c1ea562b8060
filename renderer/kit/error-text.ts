import { AppError, type AppErrorCode, type AppErrorData } from '../../core/contract/errors.ts';
import { visibleText } from '../../core/kit/visible-text.ts';

export interface ErrorText {
  /** What happened. */
  readonly title: string;
  /** What the user can do now. */
  readonly next: string;
}

const named = (data: AppErrorData, key: string, fallback: string): string => {
  const value = data[key];
  return typeof value === 'string' && value !== '' ? `“${value}”` : fallback;
};
const file = (data: AppErrorData): string => named(data, 'path', named(data, 'name', 'The file'));
const archive = (data: AppErrorData): string => named(data, 'path', named(data, 'name', 'The archive'));
const workspace = (data: AppErrorData): string => named(data, 'name', named(data, 'path', 'The workspace'));

/** A message whose first sentence says what happened. */
function inSentences(message: string): ErrorText {
  const end = /[.!?](?= \p{Lu})/u.exec(message)?.index ?? message.length;
  return { title: message.slice(0, end + 1), next: message.slice(end + 2) };
}

type Maker = (data: AppErrorData, message: string) => ErrorText;

/** One entry per code of the contract: a new code does not compile until it has its words here. */
const TEXTS: Readonly<Record<AppErrorCode, Maker>> = {
  // It names the field and what would do.
  'input.invalid': (_, message) => inSentences(message),
  'method.unknown': () => ({
    title: 'This page and the engine are of different versions.',
    next: 'Reload the page; if that does not help, restart Undercast.',
  }),
  'job.cancelled': () => ({ title: 'Cancelled.', next: 'Nothing was kept half done. You can start it again.' }),
  'job.unknown': () => ({ title: 'This job is no longer known.', next: 'The engine was restarted since it ran.' }),
  'file.notFound': (data) => ({
    title: `${file(data)} is not there.`,
    next: 'It may have been moved or renamed. Choose it again.',
  }),
  'file.notReadable': (data) => ({
    title: `${file(data)} cannot be read.`,
    next: 'Check its permissions and that no other program holds it, then try again.',
  }),
  'file.notWritable': (data, message) => ({ title: `${file(data)} cannot be written.`, next: message }),
  'file.unsupported': (data, message) => ({
    title: `${file(data)} is of a kind that Undercast does not read.`,
    next: message,
  }),
  'file.empty': (data) => ({ title: `${file(data)} is empty.`, next: 'Check the export that made it.' }),
  'file.noFormat': (_, message) => ({ title: 'Nothing was imported.', next: message }),
  'file.tooManyRejects': (data, message) => ({
    title: `Too many lines of ${file(data)} could not be read, so nothing was imported.`,
    next: message,
  }),
  'file.changed': (data) => ({
    title: `${file(data)} changed while it was read.`,
    next: 'Wait until nothing writes to it any more, or import a copy.',
  }),
  'archive.truncated': (data, message) => ({ title: `${archive(data)} is not whole.`, next: message }),
  'archive.encrypted': (data) => ({
    title: `${archive(data)} is protected by a password.`,
    next: 'Unpack it first, then import what was inside.',
  }),
  'archive.ratioExceeded': (data) => ({
    title: `${archive(data)} unpacks to far more than any log would; it was refused.`,
    next: 'If you trust it, unpack it yourself and import the files.',
  }),
  'archive.unsafeName': (data) => ({
    title: `${archive(data)} contains a file name that points outside the archive.`,
    next: 'Such archives are refused. Unpack it with care and import the files you need.',
  }),
  'format.unknown': (data) => ({
    title: `There is no log format ${named(data, 'format', 'of this name')}.`,
    next: 'Choose one from the list.',
  }),
  'format.invalid': (_, message) => ({
    title: 'This format’s description cannot be used.',
    next: message,
  }),
  'zone.unknown': (data) => ({
    title: `${named(data, 'zone', 'This')} is no known time zone.`,
    next: 'Use a name such as Europe/Berlin, America/New_York or UTC.',
  }),
  'import.unknown': () => ({ title: 'This import is not there any more.', next: 'It was removed meanwhile.' }),
  'import.evidenceOff': () => ({
    title: 'This import was made without keeping its lines.',
    next: 'Import the files again with “Keep the raw lines” switched on.',
  }),
  'query.badFilter': (_, message) => ({ title: 'The filter cannot be understood.', next: message }),
  'query.badTime': (_, message) => ({ title: 'The time range cannot be understood.', next: message }),
  'query.expired': () => ({ title: 'This result is no longer kept.', next: 'Ask again.' }),
  'entity.unknown': () => ({
    title: 'There is nothing by this name.',
    next: 'It may have gone with a removed import.',
  }),
  'entity.nameTaken': (_, message) => ({ title: 'This name is taken.', next: message }),
  'probe.notAllowed': (_, message) => ({ title: 'The online probe is off', next: message }),
  'probe.offline': (_, message) => ({ title: 'No connection was made', next: message }),
  'connection.offline': (_, message) => ({ title: 'No connection was made', next: message }),
  'connection.failed': (data, message) => ({
    title: `${named(data, 'connection', 'The connection')} could not be read`,
    next: message,
  }),
  'geo.unavailable': (_, message) => ({ title: 'The address data cannot be read', next: message }),
  'geo.invalid': (_, message) => ({ title: 'The address list was not taken', next: message }),
  'enrichment.invalid': (_, message) => ({ title: 'This was not saved.', next: message }),
  'catalog.invalid': (_, message) => ({ title: 'Nothing was changed.', next: message }),
  'catalog.domainTaken': (data) => ({
    title: `${named(data, 'domain', 'This domain')} already belongs to ${named(data, 'app', 'another app')}.`,
    next: 'Take it off that app first, or use a longer host name.',
  }),
  'catalog.updateInvalid': (_, message) => ({ title: 'This is no catalog update that can be used.', next: message }),
  'catalog.unknownKey': (_, message) => ({ title: 'Nobody here trusts the key of this update yet.', next: message }),
  'catalog.olderUpdate': (_, message) => ({ title: 'This update is older than the catalog in force.', next: message }),
  'workspace.none': () => ({ title: 'No workspace is open.', next: 'Open or create one first.' }),
  'workspace.exists': (data) => ({
    title: `${workspace(data)} already exists.`,
    next: 'Choose another name, or open it.',
  }),
  'workspace.notFound': (data) => ({
    title: `${workspace(data)} is not where it was.`,
    next: 'It may have been moved, renamed or on a drive that is not connected.',
  }),
  'workspace.invalid': (data) => ({
    title: `${workspace(data)} is no Undercast workspace.`,
    next: 'A workspace is a folder whose name ends in .undercast, with a workspace.db inside.',
  }),
  'workspace.corrupt': (data, message) => ({ title: `${workspace(data)} is damaged.`, next: message }),
  'workspace.fromNewerVersion': (data) => ({
    title: `${workspace(data)} was made by a newer version of Undercast.`,
    next: 'Nothing in it was changed. Open it with that version or a later one.',
  }),
  'workspace.locked': (data) => ({
    title: `${workspace(data)} is open in another Undercast.`,
    next: 'Close it there, or open it read-only here.',
  }),
  'workspace.readOnly': (data, message) =>
    data.found === undefined
      ? {
          title: 'This workspace is open read-only.',
          next: 'Nothing can be changed in it. Open it again for writing, or work on a copy.',
        }
      : { title: 'This workspace cannot be opened read-only.', next: message },
  'workspace.diskFull': () => ({
    title: 'The disk is full.',
    next: 'Nothing was left half written. Make room, then try again.',
  }),
  'privacy.mixed': (_, message) => ({ title: 'Clear names and tokens do not mix in one stream.', next: message }),
  'privacy.locked': () => ({
    title: 'This is sealed.',
    next: 'Unlock the workspace’s key with its passphrase on Data › Privacy.',
  }),
  'privacy.noKey': (_, message) => ({ title: 'The key of this workspace is missing.', next: message }),
  'privacy.wrongKey': (_, message) => ({ title: 'This is another workspace’s key.', next: message }),
  'privacy.wrongPassphrase': () => ({ title: 'This passphrase does not open the key.', next: 'Try again.' }),
  'grant.unknown': () => ({
    title: 'This file is no longer at hand.',
    next: 'Choose or drop it again: files stay known only as long as Undercast runs.',
  }),
  'host.unsupported': (_, message) => ({ title: 'This is not possible in a browser.', next: message }),
  'engine.gone': (data, message) =>
    data.session === true
      ? { title: 'This page’s session is over.', next: message }
      : { title: 'The engine is away.', next: 'It restarts by itself; try again in a moment.' },
  'engine.bug': (_, message) => ({
    title: 'Something went wrong inside Undercast.',
    next: message.replace(/^Something went wrong inside Undercast: /, ''),
  }),
};

/** Words for any failure. What is no AppError is a fault of this page and says so. */
export function errorText(error: unknown): ErrorText {
  const { title, next } =
    error instanceof AppError
      ? TEXTS[error.code](error.data, error.message)
      : {
          title: 'Something went wrong on this page.',
          next: error instanceof Error ? error.message : String(error),
        };
  // They quote files, fields and answers of providers.
  return { title: visibleText(title), next: visibleText(next) };
}

/** One line for toasts and table cells. */
export function errorLine(error: unknown): string {
  const { title, next } = errorText(error);
  return next === '' ? title : `${title} ${next}`;
}
