/** In: words of activities on files. Out: what acts they stand for and what is acted on, told once a word. */
import { ACTIVITY_TYPES, isActivityType } from '../../model/activity-types.ts';
import { isMembershipAct, isUseOfLink } from './link-acts.ts';

const SHARING: ReadonlySet<string> = new Set([
  'file.share',
  'file.share.external',
  'file.share.public',
  'file.unshare',
]);
const CHANGES: ReadonlySet<string> = new Set(['file.upload', 'file.edit', 'file.rename', 'folder.create']);
const DOWNLOADS: ReadonlySet<string> = new Set(['file.download', 'file.sync']);
/** What lets the actor have the content: somebody who did not sign in can only by a link that is open to anybody. */
const READS: ReadonlySet<string> = new Set([
  'file.view',
  'file.download',
  'file.sync',
  'file.print',
  'file.copy',
  'file.edit',
]);
/** Changes of who may enter a site or a drive. */
const MEMBERSHIP: ReadonlySet<string> = new Set(['permission.grant', 'permission.revoke']);
/** What holds files and is no folder: kept where it is shared, for what lies in it. */
const HOLDERS: ReadonlySet<string> = new Set(['site', 'web', 'list', 'drive']);
/** What else an act in the file category is done to, where it is no file or folder. */
const OTHERS: ReadonlySet<string> = new Set(['page', 'team', 'workspace', 'bucket']);

/** The types of acts that sums of files go by. */
export const FILE_ACT_TYPES = [...SHARING, ...CHANGES, ...READS];

export type Kind = 'folder' | 'file' | 'holder' | 'other';

export interface TypeFacts {
  readonly isFile: boolean;
  readonly isFolder: boolean;
  readonly isSharing: boolean;
  readonly isChange: boolean;
  readonly isDownload: boolean;
  readonly isDelete: boolean;
  readonly isRestore: boolean;
  readonly isRead: boolean;
  readonly isMembership: boolean;
}

export class FileActs {
  private readonly facts: TypeFacts[] = [];
  private readonly kinds: Kind[] = [];
  private readonly linkUses: boolean[] = [];
  private readonly memberships: boolean[] = [];
  private readonly text: (word: number) => string;

  constructor(text: (word: number) => string) {
    this.text = text;
  }

  factsOf(word: number): TypeFacts {
    return this.facts[word] ?? this.typeFacts(word);
  }

  kindOf(word: number): Kind {
    return this.kinds[word] ?? this.kind(word);
  }

  isLinkUse(word: number): boolean {
    const known = this.linkUses[word] ?? isUseOfLink(this.text(word));
    this.linkUses[word] = known;
    return known;
  }

  isMembership(word: number): boolean {
    const known = this.memberships[word] ?? isMembershipAct(this.text(word));
    this.memberships[word] = known;
    return known;
  }

  private kind(word: number): Kind {
    const text = this.text(word);
    const kind = text.includes('folder')
      ? 'folder'
      : HOLDERS.has(text)
        ? 'holder'
        : OTHERS.has(text)
          ? 'other'
          : 'file';
    this.kinds[word] = kind;
    return kind;
  }

  private typeFacts(word: number): TypeFacts {
    const type = this.text(word);
    const isFile = isActivityType(type) && ACTIVITY_TYPES[type].category === 'file' && /^(?:file|folder)\./.test(type);
    const facts = {
      isFile,
      isFolder: type.startsWith('folder.'),
      isSharing: SHARING.has(type),
      isChange: CHANGES.has(type),
      isDownload: DOWNLOADS.has(type),
      isDelete: type.endsWith('.delete'),
      isRestore: type === 'file.restore',
      isRead: READS.has(type),
      isMembership: MEMBERSHIP.has(type),
    };
    this.facts[word] = facts;
    return facts;
  }
}
