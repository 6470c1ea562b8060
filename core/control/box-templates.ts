/** Commands on files and collaborations of Box. */
import { ACTION_FACTS } from '../model/control.ts';
import type { ControlTemplate } from './control-template.ts';
import { forEachLine, KeptLists, KeptState, printed } from './kept.ts';

const BOX_DOCS = 'https://github.com/box/boxcli/blob/main/docs';
const BOX_WRITE = 'Write files';
const JSON_FILE = '{file:name}.json';
const COLLABORATIONS = new KeptLists(
  'collaborations',
  '{file:name}',
  'json',
  printed('box files:collaborations {file} --json'),
);
const PLACE = new KeptState('place', JSON_FILE, printed('box files:get {file} --fields=parent --json'));
const LINK = new KeptState('link', JSON_FILE, printed('box files:get {file} --fields=shared_link --json'));
const ROLE = new KeptState('role', '{permission:name}.json', printed('box collaborations:get {permission} --json'));
const OTHERS = '.[] | select(.role != "owner")';
const EXTERNAL = `${OTHERS} | select(.accessible_by.login != null) | select(.accessible_by.login | ascii_downcase | endswith("@" + ($own | ascii_downcase)) | not)`;
/** The role as the command line spells it, and whom it was given. */
const INVITATION =
  '[(.role | gsub(" "; "_")), if .accessible_by == null then "--login=" + .invite_email ' +
  'elif .accessible_by.type == "group" then "--group-id=" + .accessible_by.id else "--user-id=" + .accessible_by.id end] | join(" ")';
const INVITE = 'box collaborations:create {file} file --role="$role" "$who"';
/** Everything that the account was given by name: one object for each collaboration, with who gave it. */
const GIVEN = new KeptLists('collaborations-of', '{user:name}', 'json', (path) =>
  [
    'box folders:items 0 --as-user={user} --json',
    `jq -r '.[] | select(.type != "web_link") | "\\(.type) \\(.id)"'`,
    `while read -r kind id; do box "$kind"s:collaborations "$id" --as-user={user} --json < /dev/null | ` +
      `jq -c --arg user {user} --arg kind "$kind" --arg item "$id" '.[] | select(.accessible_by.id == $user and .role != "owner") | {id, kind: $kind, item: $item, role: (.role | gsub(" "; "_")), by: .created_by.id}'; done > ${path}`,
  ].join(' | '),
);

export const BOX_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'remove-collaborator',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    command: `${ROLE.save} && box collaborations:delete {permission} --yes`,
    undo: ROLE.restore(
      `box collaborations:create {file} file --role="$(jq -r '.role | gsub(" "; "_")' ${ROLE.before})" --login={collaborator}`,
    ),
    permission: BOX_WRITE,
    source: `${BOX_DOCS}/collaborations.md`,
  },
  {
    action: 'remove-external',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    command: `${COLLABORATIONS.save} && jq -r --arg own {ownDomain} '${EXTERNAL} | .id' "$list" | xargs -r -n1 box collaborations:delete --yes`,
    undo: COLLABORATIONS.restore(
      forEachLine(`jq -r --arg own {ownDomain} '${EXTERNAL} | ${INVITATION}' "$list"`, 'role who', INVITE),
    ),
    permission: BOX_WRITE,
    source: `${BOX_DOCS}/files.md`,
  },
  {
    action: 'make-private',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    command:
      `${COLLABORATIONS.save} && ${LINK.save} && box files:unshare {file} && ` +
      `jq -r '${OTHERS} | .id' "$list" | xargs -r -n1 box collaborations:delete --yes`,
    undo:
      `${COLLABORATIONS.restore(forEachLine(`jq -r '${OTHERS} | ${INVITATION}' "$list"`, 'role who', INVITE))} && ` +
      LINK.restore(
        `{ jq -e '.shared_link == null' ${LINK.before} > /dev/null || box files:share {file} --access="$(jq -r .shared_link.access ${LINK.before})"; }`,
      ),
    effect: `${ACTION_FACTS['make-private'].effect} A link that the way back makes has another address.`,
    permission: BOX_WRITE,
    source: `${BOX_DOCS}/files.md`,
  },
  {
    action: 'remove-public-link',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    command: `${LINK.save} && box files:unshare {file}`,
    undo: LINK.restore(`box files:share {file} --access="$(jq -r .shared_link.access ${LINK.before})"`),
    effect: `${ACTION_FACTS['remove-public-link'].effect} The link that the way back makes has another address.`,
    permission: BOX_WRITE,
    source: `${BOX_DOCS}/files.md`,
  },
  {
    action: 'reduce-public-access',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    command: 'box files:share {file} --access=company',
    undo: 'box files:share {file} --access=open',
    permission: BOX_WRITE,
    source: `${BOX_DOCS}/files.md`,
  },
  {
    action: 'expire-link',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    command: 'box files:share {file} --unshared-at={expires}',
    undo: null,
    noWayBack: 'Take the day away in the settings of the link, or give a later one. Box Free accounts have no expiry.',
    permission: BOX_WRITE,
    source: `${BOX_DOCS}/files.md`,
  },
  {
    action: 'remove-direct-link',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    command: 'box files:share {file} --no-can-download',
    undo: 'box files:share {file} --can-download',
    permission: BOX_WRITE,
    source: `${BOX_DOCS}/files.md`,
  },
  ...(['admin-quarantine', 'user-quarantine'] as const).map(
    (action): ControlTemplate => ({
      action,
      apps: ['box'],
      tool: 'Box CLI',
      shell: 'sh',
      // Where it was is looked up and kept: nobody knows a folder's number by heart.
      command: `${PLACE.save} && box files:move {file} {folder}`,
      undo: PLACE.restore(`box files:move {file} "$(jq -r .parent.id ${PLACE.before})"`),
      permission: `${BOX_WRITE} in both folders`,
      source: `${BOX_DOCS}/files.md`,
    }),
  ),
  {
    action: 'remove-collaborations',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    // What others shared by name lies at the top of the account's own tree.
    command: `${GIVEN.save} && jq -r .id "$list" | xargs -r -n1 box collaborations:delete --as-user={user} --yes`,
    undo: GIVEN.restore(
      forEachLine(
        `jq -r '"\\(.kind) \\(.item) \\(.role) \\(.by)"' "$list"`,
        'kind item role by',
        'box collaborations:create "$item" "$kind" --role="$role" --user-id={user} --as-user="$by"',
      ),
    ),
    permission: 'Manage users, and to act as users',
    source: `${BOX_DOCS}/collaborations.md`,
  },
];
