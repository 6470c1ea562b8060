/** A source while it is edited: text as typed, files and folders as tokens with the names that the user knows. */
import type { CollectorRow } from '../../../core/contract/collectors.ts';
import type { MethodInput } from '../../../core/contract/methods.ts';
import { isListenHost, isLoopbackHost } from '../../../core/kit/loopback.ts';

export type SourceKind = 'udp' | 'tcp' | 'tls' | 'folder';

/** What was chosen now (with a token) or before (its path only). */
export interface ChosenPath {
  readonly token: string | null;
  readonly name: string;
}

export interface SourceDraft {
  readonly id: number | null;
  readonly kind: SourceKind;
  readonly name: string;
  readonly stream: string;
  readonly format: string;
  /** '' stands for the workspace's own zone. */
  readonly zone: string;
  readonly quietHours: number;
  readonly anonymise: boolean;
  readonly host: string;
  readonly port: number;
  readonly allowRemote: boolean;
  readonly cert: ChosenPath | null;
  readonly key: ChosenPath | null;
  readonly ca: ChosenPath | null;
  readonly folder: ChosenPath | null;
  readonly after: 'move' | 'mark';
  readonly keep: number;
}

export const KIND_TITLES: Readonly<Record<SourceKind, string>> = {
  udp: 'Syslog, UDP',
  tcp: 'Syslog, TCP',
  tls: 'Syslog, TLS',
  folder: 'Watched folder',
};

/** Ports above 1023, which need no special rights. */
const PORTS: Readonly<Record<SourceKind, number>> = { udp: 5514, tcp: 6601, tls: 6514, folder: 0 };

export function newDraft(kind: SourceKind): SourceDraft {
  return {
    id: null,
    kind,
    name: '',
    stream: '',
    format: 'auto',
    zone: '',
    quietHours: 24,
    anonymise: false,
    host: '127.0.0.1',
    port: PORTS[kind],
    allowRemote: false,
    cert: null,
    key: null,
    ca: null,
    folder: null,
    after: 'move',
    keep: 20,
  };
}

export function draftOf({ id, source }: CollectorRow): SourceDraft {
  const { receiver } = source;
  const base = { ...newDraft(receiver.kind), id, zone: source.zone ?? '' };
  const { name, stream, format, quietHours, anonymise } = source;
  const known = { ...base, name, stream, format, quietHours, anonymise };
  const before = (path: string): ChosenPath => ({ token: null, name: path });
  if (receiver.kind === 'folder') {
    return { ...known, folder: before(receiver.path), after: receiver.after, keep: receiver.keep ?? 0 };
  }
  const { host, port } = receiver;
  const listening = { ...known, host, port, allowRemote: !isLoopbackHost(host) };
  if (receiver.kind !== 'tls') return listening;
  const ca = receiver.ca === null ? null : before(receiver.ca);
  return { ...listening, cert: before(receiver.cert), key: before(receiver.key), ca };
}

export function isRemote({ kind, host }: SourceDraft): boolean {
  return kind !== 'folder' && isListenHost(host.trim()) && !isLoopbackHost(host.trim());
}

/** What is wrong with the address as typed; null while there is none yet. */
export function faultOfHost(host: string): string | null {
  return host.trim() === '' || isListenHost(host.trim()) ? null : 'This is no address, and no name of a machine.';
}

/** What still has to be said before it can be saved; null when nothing. @param canChoose files and folders can be chosen here */
export function missingIn(draft: SourceDraft, canChoose = true): string | null {
  const isUnplaced = draft.kind === 'folder' ? draft.folder === null : draft.cert === null || draft.key === null;
  if (!canChoose && isUnplaced && (draft.kind === 'folder' || draft.kind === 'tls'))
    return 'Add it on the command line.';
  if (draft.name.trim() === '') return 'Give the source a name.';
  if (draft.kind === 'folder') return isUnplaced ? 'Choose the folder.' : null;
  if (draft.host.trim() === '') return 'Say which address to listen on.';
  if (faultOfHost(draft.host) !== null) return 'Give an address to listen on.';
  if (isRemote(draft) && !draft.allowRemote) return 'Confirm that other machines may send to it.';
  if (draft.kind === 'tls' && isUnplaced) return 'Choose certificate and key.';
  return null;
}

/** Where its lines go: a stream named like the source where none is given. */
export function streamOf({ name, stream }: SourceDraft): string {
  return stream.trim() === '' ? name.trim() : stream.trim();
}

export function inputOf(draft: SourceDraft): MethodInput<'collectors.save'> {
  const { id, name, format, zone, quietHours, anonymise, allowRemote } = draft;
  return {
    ...(id === null ? {} : { id }),
    name: name.trim(),
    stream: streamOf(draft),
    format,
    zone: zone === '' ? null : zone,
    quietHours,
    anonymise,
    allowRemote,
    receiver: receiverOf(draft),
  };
}

function receiverOf(draft: SourceDraft): MethodInput<'collectors.save'>['receiver'] {
  const { kind, port, after, keep } = draft;
  const host = draft.host.trim();
  // A path without a token is the one that the source has already.
  const token = <K extends string>(key: K, path: ChosenPath | null): Partial<Record<K, string>> =>
    path === null || path.token === null ? {} : ({ [key]: path.token } as Record<K, string>);
  switch (kind) {
    case 'folder':
      return { kind, ...token('path', draft.folder), after, keep };
    case 'tls':
      return {
        kind,
        host,
        port,
        ...token('cert', draft.cert),
        ...token('key', draft.key),
        ...(draft.ca === null ? { ca: null } : token('ca', draft.ca)),
      };
    default:
      return { kind, host, port };
  }
}
