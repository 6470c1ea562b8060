/** In: the words of an operation. Out: what is done, as one of a few acts; undefined when no word says it. */

export type Act =
  | 'create'
  | 'add'
  | 'update'
  | 'rename'
  | 'move'
  | 'copy'
  | 'delete'
  | 'remove'
  | 'restore'
  | 'view'
  | 'search'
  | 'download'
  | 'export'
  | 'upload'
  | 'print'
  | 'share'
  | 'unshare'
  | 'enable'
  | 'disable'
  | 'grant'
  | 'revoke'
  | 'invite'
  | 'login'
  | 'logout'
  | 'impersonate'
  | 'start'
  | 'stop'
  | 'run'
  | 'send'
  | 'reset';

/** Words that are hardly ever anything but verbs. */
const VERBS: Readonly<Record<Act, string>> = {
  create: 'create new insert register enroll provision generate install publish issue import submit',
  add: 'add attach associate join',
  update:
    'update modify edit patch put configure replace rotate archive approve reject decline verify confirm renew merge schedule apply unpublish ' +
    'resolve dismiss promote demote upgrade migrate customize toggle',
  rename: 'rename',
  move: 'move transfer',
  copy: 'copy clone duplicate',
  delete: 'delete destroy purge erase uninstall deregister wipe trash recycle',
  remove: 'remove detach disassociate leave',
  restore: 'restore recover undelete unarchive',
  view: 'get describe read retrieve fetch preview visit open',
  search: 'search find',
  download: 'download',
  export: 'export',
  upload: 'upload',
  print: 'print',
  share: 'share',
  unshare: 'unshare',
  enable: 'enable activate reactivate unlock unsuspend unblock',
  disable: 'disable deactivate suspend lock block ban quarantine isolate',
  grant: 'grant assign authorize allow delegate',
  revoke: 'revoke unassign',
  invite: 'invite',
  login: 'login logon signin authenticate',
  logout: 'logout logoff signout',
  impersonate: 'impersonate impersonation',
  start: 'start restart reboot resume launch',
  stop: 'stop terminate shutdown pause',
  run: 'run execute invoke trigger',
  send: 'send post reply',
  reset: 'reset',
};

/** Verbs that name things too (`report.view`, `change list`): only where they open the name or close it. */
const DOUBTFUL: Readonly<Partial<Record<Act, string>>> = {
  update: 'change set complete close request accept assign cancel end',
  view: 'view list access use',
  search: 'query',
  run: 'command cmd',
};

/** Participles that no rule makes. */
const IRREGULAR: Readonly<Partial<Record<Act, string>>> = {
  send: 'sent',
  start: 'begun',
  update: 'done',
  run: 'ran',
};

/** How much a word says: a participle is what happened, whatever stands around it. */
const FIRM = 2;
const WEAK = 1;

interface Reading {
  readonly act: Act;
  readonly weight: typeof FIRM | typeof WEAK;
}

const BARE: ReadonlyMap<string, Reading> = new Map([
  ...readings(DOUBTFUL, WEAK),
  ...readings(VERBS, FIRM),
  ...readings(IRREGULAR, FIRM),
]);

function readings(table: Readonly<Partial<Record<Act, string>>>, weight: Reading['weight']): [string, Reading][] {
  return Object.entries(table).flatMap(([act, words]) =>
    words.split(' ').map((word): [string, Reading] => [word, { act: act as Act, weight }]),
  );
}

/** `created` of create, `added` of add, `stopped` of stop, `copied` of copy. */
function participle(word: string): Act | undefined {
  if (!word.endsWith('ed') || word.length < 4) return BARE.get(word)?.weight === FIRM ? irregular(word) : undefined;
  const stem = word.slice(0, -2);
  const found =
    BARE.get(`${stem}e`) ??
    BARE.get(stem) ??
    BARE.get(stem.slice(0, -1)) ??
    (stem.endsWith('i') ? BARE.get(`${stem.slice(0, -1)}y`) : undefined);
  return found?.act;
}

function irregular(word: string): Act | undefined {
  for (const [act, words] of Object.entries(IRREGULAR)) if (words.split(' ').includes(word)) return act as Act;
  return undefined;
}

/**
 * What is done: the verb that opens the name, else a participle in it, else a doubtful verb that opens it, else a verb within it, else a
 * doubtful one that closes it.
 */
function actIn(words: readonly string[]): Act | undefined {
  const [first = ''] = words;
  const opening = BARE.get(first);
  if (opening?.weight === FIRM) return opening.act;
  for (const word of words) {
    const done = participle(word);
    if (done !== undefined) return done;
  }
  if (opening !== undefined) return opening.act;
  for (const word of words) {
    const inside = BARE.get(word);
    if (inside?.weight === FIRM) return inside.act;
  }
  return BARE.get(words.at(-1) ?? '')?.act;
}

/** @param parts the words of each part of a dotted name: where there are several the last one says what is done, if it says anything */
export function actOf(parts: readonly (readonly string[])[]): Act | undefined {
  const last = parts.length > 1 ? actIn(parts.at(-1) ?? []) : undefined;
  return last ?? actIn(parts.flat());
}
