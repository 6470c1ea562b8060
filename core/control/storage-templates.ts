/** Commands on files of Box, Dropbox, Amazon S3, Webex, Salesforce, Egnyte and ShareFile. */
import type { ControlTemplate } from './control-template.ts';
import { JSON_BODY } from './rest.ts';

const BOX_DOCS = 'https://github.com/box/boxcli/blob/main/docs';
const BOX_WRITE = 'Write files';
const DROPBOX_DOCS = 'https://www.dropbox.com/developers/documentation/http/documentation';
const DROPBOX_OWNER = 'as the owner; for a team with the header Dropbox-API-Select-User';
const AWS_DOCS = 'https://docs.aws.amazon.com/cli/latest/reference/s3api';
const BLOCK =
  'aws s3api put-public-access-block --bucket {file} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true';
/** A bucket whose access lists are switched off refuses new ones, and needs none. */
const ACL_IS_OFF = 'aws s3api get-bucket-ownership-controls --bucket {file} 2>/dev/null | grep -q BucketOwnerEnforced';

/**
 * How things are, in two files named after what they are about: what they are now, which the command goes by, and what they were before its
 * first run, which the way back restores and then removes. A second run, or another file's, takes nothing of it away.
 */
class Kept {
  readonly now: string;
  readonly before: string;
  readonly save: string;
  /** Behind the command that restored it. */
  readonly done: string;

  constructor(name: string, command: string) {
    this.now = `${name}-now-{file:url}.json`;
    this.before = `${name}-before-{file:url}.json`;
    this.save = `${command} > ${this.now} && { test -s ${this.before} || cp ${this.now} ${this.before}; }`;
    this.done = `&& rm -f ${this.before}`;
  }
}

const ACL = new Kept('bucket-acl', 'aws s3api get-bucket-acl --bucket {file}');
const ACL_AFTER = 'bucket-acl-after-{file:url}.json';
const RESTORE_ACL = `aws s3api put-bucket-acl --bucket {file} --access-control-policy file://${ACL.before} ${ACL.done}`;
const POLICY = new Kept('bucket-policy', 'aws s3api get-bucket-policy --bucket {file} --query Policy --output text');
const POLICY_AFTER = 'bucket-policy-after-{file:url}.json';
const COLLABORATIONS = new Kept('collaborations', 'box files:collaborations {file} --json');
const PLACE = new Kept('place', 'box files:get {file} --fields=parent --json');

/** Takes somebody out of what a policy allows: a statement that allows nobody else goes. Denials stay. */
const WITHOUT_PRINCIPAL =
  '.Statement |= map(if .Effect == "Allow" and (.Principal | type) == "object" and .Principal.AWS != null ' +
  'then .Principal.AWS |= ([.] | flatten | map(select(. != $who))) | (if .Principal.AWS == [] then del(.Principal.AWS) else . end) ' +
  'else . end | select(.Principal != {}))';

function dropbox(path: string): string {
  return `curl -X POST -H "Authorization: Bearer $DROPBOX_TOKEN" ${JSON_BODY} "https://api.dropboxapi.com/2/${path}"`;
}
const DROPBOX_FILE = 'jq -n --arg file {file}';
const MEMBERS = new Kept('members', `${DROPBOX_FILE} '{file: $file}' | ${dropbox('sharing/list_file_members')}`);

export const STORAGE_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'remove-collaborator',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    command: 'box collaborations:delete {permission} --yes',
    undo: 'box collaborations:create {file} file --role=viewer --login={collaborator}',
    permission: BOX_WRITE,
    source: `${BOX_DOCS}/collaborations.md`,
  },
  {
    action: 'remove-external',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    command:
      `${COLLABORATIONS.save} && ` +
      `jq -r --arg own {ownDomain} '.[] | select(.role != "owner" and .accessible_by.login != null) | select(.accessible_by.login | ascii_downcase | endswith("@" + ($own | ascii_downcase)) | not) | .id' ${COLLABORATIONS.now} | xargs -r -n1 box collaborations:delete --yes`,
    undo: null,
    noWayBack: 'Invite those again whom collaborations-before-….json lists.',
    permission: BOX_WRITE,
    source: `${BOX_DOCS}/files.md`,
  },
  {
    action: 'make-private',
    apps: ['box'],
    tool: 'Box CLI',
    shell: 'sh',
    command:
      `${COLLABORATIONS.save} && box files:unshare {file} && ` +
      `jq -r '.[] | select(.role != "owner") | .id' ${COLLABORATIONS.now} | xargs -r -n1 box collaborations:delete --yes`,
    undo: null,
    noWayBack: 'Invite those again whom collaborations-before-….json lists; a new link has another address.',
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
      undo: `box files:move {file} "$(jq -r .parent.id ${PLACE.before})" ${PLACE.done}`,
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
    command:
      `box folders:items 0 --as-user={user} --json | jq -r '.[] | select(.type != "web_link") | "\\(.type)s:collaborations \\(.id)"' | ` +
      'while read -r verb id; do box "$verb" "$id" --as-user={user} --json < /dev/null | ' +
      `jq -r --arg user {user} '.[] | select(.accessible_by.id == $user and .role != "owner") | .id'; done | ` +
      'tee collaborations-removed-{user:url}.txt | xargs -r -n1 box collaborations:delete --as-user={user} --yes',
    undo: null,
    noWayBack: 'Owners invite the account again; collaborations-removed-….txt has the ids of what was taken away.',
    permission: 'Manage users, and to act as users',
    source: `${BOX_DOCS}/collaborations.md`,
  },
  {
    action: 'remove-collaborator',
    apps: ['dropbox'],
    tool: 'Dropbox REST',
    shell: 'sh',
    command: `${DROPBOX_FILE} --arg mail {collaborator} '{file: $file, member: {".tag": "email", email: $mail}}' | ${dropbox('sharing/remove_file_member_2')}`,
    undo: `${DROPBOX_FILE} --arg mail {collaborator} '{file: $file, members: [{".tag": "email", email: $mail}], quiet: true}' | ${dropbox('sharing/add_file_member')}`,
    permission: `sharing.write, ${DROPBOX_OWNER}`,
    source: `${DROPBOX_DOCS}#sharing-remove_file_member_2`,
  },
  {
    action: 'remove-public-link',
    apps: ['dropbox'],
    tool: 'Dropbox REST',
    shell: 'sh',
    command: `jq -n --arg link {link} '{url: $link}' | ${dropbox('sharing/revoke_shared_link')}`,
    undo: null,
    noWayBack: 'A new link has another address.',
    permission: `sharing.write, ${DROPBOX_OWNER}`,
    source: `${DROPBOX_DOCS}#sharing-revoke_shared_link`,
  },
  {
    action: 'make-private',
    apps: ['dropbox'],
    tool: 'Dropbox REST',
    shell: 'sh',
    command:
      `${MEMBERS.save} && ` +
      `${DROPBOX_FILE} '{path: $file, direct_only: true}' | ${dropbox('sharing/list_shared_links')} | jq -c '.links[] | {url: .url}' | ` +
      `while read -r link; do printf %s "$link" | ${dropbox('sharing/revoke_shared_link')}; done && ` +
      `${DROPBOX_FILE} '{file: $file}' | ${dropbox('sharing/unshare_file')}`,
    undo: null,
    noWayBack: 'Share the file again with those whom members-before-….json lists; new links have other addresses.',
    permission: `sharing.read and sharing.write, ${DROPBOX_OWNER}`,
    source: `${DROPBOX_DOCS}#sharing-unshare_file`,
  },
  {
    action: 'trash',
    apps: ['dropbox'],
    tool: 'Dropbox REST',
    shell: 'sh',
    command: `${DROPBOX_FILE} '{path: $file}' | ${dropbox('files/delete_v2')}`,
    undo: null,
    noWayBack: 'Restore it from Deleted files within the days that the plan keeps them.',
    permission: `files.content.write, ${DROPBOX_OWNER}`,
    source: `${DROPBOX_DOCS}#files-delete`,
  },
  {
    action: 'make-private',
    apps: ['amazon-web-services'],
    tool: 'AWS CLI',
    shell: 'sh',
    command: `${ACL.save} && ${BLOCK} && { ${ACL_IS_OFF} || aws s3api put-bucket-acl --bucket {file} --acl private; }`,
    undo: `aws s3api delete-public-access-block --bucket {file} && { ${ACL_IS_OFF} || ${RESTORE_ACL}; }`,
    permission: 's3:PutBucketPublicAccessBlock, s3:GetBucketAcl, s3:PutBucketAcl and s3:GetBucketOwnershipControls',
    source: `${AWS_DOCS}/put-public-access-block.html`,
  },
  {
    action: 'remove-collaborator',
    apps: ['amazon-web-services'],
    tool: 'AWS CLI, access list of the bucket',
    shell: 'sh',
    command: `${ACL.save} && jq --arg who {collaborator} '.Grants |= map(select((.Grantee.ID // .Grantee.URI) != $who))' ${ACL.now} > ${ACL_AFTER} && aws s3api put-bucket-acl --bucket {file} --access-control-policy file://${ACL_AFTER}`,
    undo: RESTORE_ACL,
    permission: 's3:GetBucketAcl and s3:PutBucketAcl; the collaborator is a canonical id or a group’s URI',
    source: `${AWS_DOCS}/put-bucket-acl.html`,
  },
  {
    action: 'remove-collaborator',
    apps: ['amazon-web-services'],
    tool: 'AWS CLI, policy of the bucket',
    shell: 'sh',
    command:
      `${POLICY.save} && ` +
      `jq --arg who {collaborator} '${WITHOUT_PRINCIPAL}' ${POLICY.now} > ${POLICY_AFTER} && ` +
      `if [ "$(jq ".Statement | length" ${POLICY_AFTER})" = 0 ]; then aws s3api delete-bucket-policy --bucket {file}; ` +
      `else aws s3api put-bucket-policy --bucket {file} --policy file://${POLICY_AFTER}; fi`,
    undo: `aws s3api put-bucket-policy --bucket {file} --policy file://${POLICY.before} ${POLICY.done}`,
    permission:
      's3:GetBucketPolicy, s3:PutBucketPolicy and s3:DeleteBucketPolicy; the collaborator is an ARN or account as the policy has it',
    source: `${AWS_DOCS}/put-bucket-policy.html`,
  },
  {
    action: 'trash',
    apps: ['webex'],
    tool: 'Webex REST',
    shell: 'sh',
    command: 'curl -X DELETE -H "Authorization: Bearer $WEBEX_TOKEN" "https://webexapis.com/v1/messages/{message:url}"',
    effect: 'The message and the file in it are deleted for good.',
    undo: null,
    noWayBack: 'Webex has no trash: the message and its file are deleted. Post them again.',
    permission: 'spark-compliance:messages_write, or as the author',
    source: 'https://developer.webex.com/docs/api/v1/messages/delete-a-message',
  },
  {
    action: 'trash',
    apps: ['salesforce'],
    tool: 'Salesforce CLI',
    shell: 'sh',
    command: 'sf data delete record --sobject ContentDocument --record-id {file}',
    undo: null,
    noWayBack: 'Restore it from the recycle bin within 15 days.',
    permission: 'Modify All Data, or as the owner',
    source: 'https://developer.salesforce.com/docs/atlas.en-us.sfdx_cli_reference.meta/sfdx_cli_reference/',
  },
  {
    action: 'trash',
    apps: ['egnyte'],
    tool: 'Egnyte REST',
    shell: 'sh',
    command:
      'curl -X DELETE -H "Authorization: Bearer $EGNYTE_TOKEN" "https://{domain:url}/pubapi/v1/fs/ids/file/{file:url}"',
    undo: null,
    noWayBack: 'Restore it from the trash within the days that the domain keeps it.',
    permission: 'Egnyte.filesystem, with the right to delete in the folder',
    source: 'https://developers.egnyte.com/docs/read/File_System_Management_API_Documentation',
  },
  {
    action: 'trash',
    apps: ['sharefile'],
    tool: 'ShareFile REST',
    shell: 'sh',
    command:
      'curl -X DELETE -H "Authorization: Bearer $SHAREFILE_TOKEN" "https://{domain:url}/sf/v3/Items({file:url})"',
    undo: null,
    noWayBack: 'Restore it from the recycle bin of the account.',
    permission: 'the right to delete in the folder',
    source: 'https://api.sharefile.com/docs/resource?name=Items',
  },
];
