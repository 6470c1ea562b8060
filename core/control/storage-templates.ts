/** Commands on files of Dropbox, Amazon S3, Webex, Salesforce, Egnyte and ShareFile. */
import { ACTION_FACTS } from '../model/control.ts';
import type { ControlTemplate } from './control-template.ts';
import { forEachLine, KeptLists, KeptState, printed } from './kept.ts';
import { JSON_BODY } from './rest.ts';

const DROPBOX_DOCS = 'https://www.dropbox.com/developers/documentation/http/documentation';
const DROPBOX_OWNER = 'as the owner; for a team with the header Dropbox-API-Select-User';
const AWS_DOCS = 'https://docs.aws.amazon.com/cli/latest/reference/s3api';
const BLOCK =
  'aws s3api put-public-access-block --bucket {file} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true';
/** A bucket whose access lists are switched off refuses new ones, and needs none. */
const ACL_IS_OFF = 'aws s3api get-bucket-ownership-controls --bucket {file} 2>/dev/null | grep -q BucketOwnerEnforced';

const JSON_FILE = '{file:name}.json';
const ACL = new KeptState('bucket-acl', JSON_FILE, printed('aws s3api get-bucket-acl --bucket {file}'));
const ACL_AFTER = `bucket-acl-after-${JSON_FILE}`;
const RESTORE_ACL = ACL.restore(
  `aws s3api put-bucket-acl --bucket {file} --access-control-policy file://${ACL.before}`,
);
const POLICY = new KeptState(
  'bucket-policy',
  JSON_FILE,
  printed('aws s3api get-bucket-policy --bucket {file} --query Policy --output text'),
);
const POLICY_AFTER = `bucket-policy-after-${JSON_FILE}`;
const BLOCK_ERROR = 'bucket-block-error-{file:name}.txt';
/** A bucket without a block of its own answers with an error, which counts as nothing; any other error stops the command. */
const PUBLIC_BLOCK = new KeptState(
  'bucket-block',
  JSON_FILE,
  printed(
    `{ aws s3api get-public-access-block --bucket {file} --query PublicAccessBlockConfiguration 2> ${BLOCK_ERROR} || ` +
      `grep -q NoSuchPublicAccessBlockConfiguration ${BLOCK_ERROR} || { cat ${BLOCK_ERROR} >&2; false; }; }`,
  ),
);
const RESTORE_BLOCK = PUBLIC_BLOCK.restore(
  `if test -s ${PUBLIC_BLOCK.before}; then aws s3api put-public-access-block --bucket {file} --public-access-block-configuration file://${PUBLIC_BLOCK.before}; ` +
    'else aws s3api delete-public-access-block --bucket {file}; fi',
);
const BLOCK_PERMISSION = 's3:GetBucketPublicAccessBlock and s3:PutBucketPublicAccessBlock';
/** Takes somebody out of what a policy allows: a statement that allows nobody else goes. Denials stay. */
const WITHOUT_PRINCIPAL =
  '.Statement |= map(if .Effect == "Allow" and (.Principal | type) == "object" and .Principal.AWS != null ' +
  'then .Principal.AWS |= ([.] | flatten | map(select(. != $who))) | (if .Principal.AWS == [] then del(.Principal.AWS) else . end) ' +
  'else . end | select(.Principal != {}))';

function dropbox(path: string): string {
  return `curl --fail-with-body -X POST -H "Authorization: Bearer $DROPBOX_TOKEN" ${JSON_BODY} "https://api.dropboxapi.com/2/${path}"`;
}
const DROPBOX_FILE = 'jq -n --arg file {file}';
const LIST_MEMBERS = `${DROPBOX_FILE} '{file: $file, include_inherited: false, limit: 300}' | ${dropbox('sharing/list_file_members')}`;
const MEMBERS = new KeptLists('members', '{file:name}', 'json', printed(LIST_MEMBERS));
const MEMBER = new KeptState('members', JSON_FILE, printed(LIST_MEMBERS));
/** Requests that give a list's people, groups and invited ones their access again. */
const ADD_MEMBERS =
  '(.users[] | {to: {".tag": "email", email: .user.email}, level: .access_type}), ' +
  '(.groups[] | {to: {".tag": "dropbox_id", dropbox_id: .group.group_id}, level: .access_type}), ' +
  '(.invitees[] | {to: .invitee, level: .access_type}) | ' +
  'select(.level[".tag"] != "owner") | {file: $file, members: [.to], access_level: .level, quiet: true}';
const ADD_EACH = `printf %s "$member" | ${dropbox('sharing/add_file_member')}`;

export const STORAGE_TEMPLATES: readonly ControlTemplate[] = [
  {
    action: 'remove-collaborator',
    apps: ['dropbox'],
    tool: 'Dropbox REST',
    shell: 'sh',
    command: `${MEMBER.save} && ${DROPBOX_FILE} --arg mail {collaborator} '{file: $file, member: {".tag": "email", email: $mail}}' | ${dropbox('sharing/remove_file_member_2')}`,
    undo: MEMBER.restore(
      forEachLine(
        `jq -c --arg file {file} --arg mail {collaborator} '${ADD_MEMBERS} | select((.members[0].email // "" | ascii_downcase) == ($mail | ascii_downcase))' ${MEMBER.before}`,
        'member',
        ADD_EACH,
      ),
    ),
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
      `${MEMBERS.save} && jq -e '.cursor == null' "$list" > /dev/null && ` +
      `${DROPBOX_FILE} '{path: $file, direct_only: true}' | ${dropbox('sharing/list_shared_links')} | jq -c '.links[] | {url: .url}' | ` +
      `while read -r link; do printf %s "$link" | ${dropbox('sharing/revoke_shared_link')}; done && ` +
      `${DROPBOX_FILE} '{file: $file}' | ${dropbox('sharing/unshare_file')}`,
    undo: MEMBERS.restore(forEachLine(`jq -c --arg file {file} '${ADD_MEMBERS}' "$list"`, 'member', ADD_EACH)),
    effect: `${ACTION_FACTS['make-private'].effect} Links are gone for good, and nothing is done for a file with more than 300 members.`,
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
    action: 'remove-public-link',
    apps: ['amazon-web-services'],
    tool: 'AWS CLI',
    shell: 'sh',
    command: `${PUBLIC_BLOCK.save} && ${BLOCK}`,
    undo: RESTORE_BLOCK,
    permission: BLOCK_PERMISSION,
    source: `${AWS_DOCS}/put-public-access-block.html`,
  },
  {
    action: 'make-private',
    apps: ['amazon-web-services'],
    tool: 'AWS CLI',
    shell: 'sh',
    command: `${ACL.save} && ${PUBLIC_BLOCK.save} && ${BLOCK} && { ${ACL_IS_OFF} || aws s3api put-bucket-acl --bucket {file} --acl private; }`,
    // Lists of access that let the public in are refused until the block is as it was.
    undo: `${RESTORE_BLOCK} && { ${ACL_IS_OFF} || { ${RESTORE_ACL}; }; }`,
    permission: `${BLOCK_PERMISSION}, s3:GetBucketAcl, s3:PutBucketAcl and s3:GetBucketOwnershipControls`,
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
    undo: POLICY.restore(`aws s3api put-bucket-policy --bucket {file} --policy file://${POLICY.before}`),
    permission:
      's3:GetBucketPolicy, s3:PutBucketPolicy and s3:DeleteBucketPolicy; the collaborator is an ARN or account as the policy has it',
    source: `${AWS_DOCS}/put-bucket-policy.html`,
  },
  {
    action: 'trash',
    apps: ['webex'],
    tool: 'Webex REST',
    shell: 'sh',
    command:
      'curl --fail-with-body -X DELETE -H "Authorization: Bearer $WEBEX_TOKEN" "https://webexapis.com/v1/messages/{message:url}"',
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
      'curl --fail-with-body -X DELETE -H "Authorization: Bearer $EGNYTE_TOKEN" "https://{domain:url}/pubapi/v1/fs/ids/file/{file:url}"',
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
      'curl --fail-with-body -X DELETE -H "Authorization: Bearer $SHAREFILE_TOKEN" "https://{domain:url}/sf/v3/Items({file:url})"',
    undo: null,
    noWayBack: 'Restore it from the recycle bin of the account.',
    permission: 'the right to delete in the folder',
    source: 'https://api.sharefile.com/docs/resource?name=Items',
  },
];
