/** Events of Windows' security log by their number: what Microsoft calls them, and what they are here. */
import type { ActivityType } from '../../model/activity-types.ts';

interface EventFacts {
  readonly name: string;
  readonly type: ActivityType;
  /** Whose act it is: of whom the event tells, or of who is signed in. */
  readonly actor: 'Target' | 'Subject';
  readonly failed?: true;
}

const target = (name: string, type: ActivityType, failed?: true): EventFacts =>
  failed === undefined ? { name, type, actor: 'Target' } : { name, type, actor: 'Target', failed };
const subject = (name: string, type: ActivityType, failed?: true): EventFacts =>
  failed === undefined ? { name, type, actor: 'Subject' } : { name, type, actor: 'Subject', failed };

/** Source: Microsoft, "Appendix L: Events to Monitor" and the pages of the single events. */
const EVENTS: Readonly<Record<string, EventFacts>> = {
  1102: subject('The audit log was cleared', 'policy.change'),
  4616: subject('The system time was changed', 'policy.change'),
  4624: target('An account was successfully logged on', 'login'),
  4625: target('An account failed to log on', 'login.failed', true),
  4634: target('An account was logged off', 'logout'),
  4647: target('User initiated logoff', 'logout'),
  4648: subject('A logon was attempted using explicit credentials', 'login'),
  4656: subject('A handle to an object was requested', 'other'),
  4657: subject('A registry value was modified', 'other'),
  4662: subject('An operation was performed on an object', 'other'),
  4663: subject('An attempt was made to access an object', 'other'),
  4670: subject('Permissions on an object were changed', 'permission.grant'),
  4672: subject('Special privileges assigned to new logon', 'login'),
  4688: subject('A new process has been created', 'other'),
  4697: subject('A service was installed in the system', 'app.create'),
  4698: subject('A scheduled task was created', 'resource.create'),
  4699: subject('A scheduled task was deleted', 'resource.delete'),
  4702: subject('A scheduled task was updated', 'resource.update'),
  4719: subject('System audit policy was changed', 'policy.change'),
  4720: subject('A user account was created', 'user.create'),
  4722: subject('A user account was enabled', 'user.restore'),
  4723: subject("An attempt was made to change an account's password", 'password.change'),
  4724: subject("An attempt was made to reset an account's password", 'password.reset'),
  4725: subject('A user account was disabled', 'user.suspend'),
  4726: subject('A user account was deleted', 'user.delete'),
  4727: subject('A security-enabled global group was created', 'group.create'),
  4728: subject('A member was added to a security-enabled global group', 'group.member.add'),
  4729: subject('A member was removed from a security-enabled global group', 'group.member.remove'),
  4730: subject('A security-enabled global group was deleted', 'group.delete'),
  4731: subject('A security-enabled local group was created', 'group.create'),
  4732: subject('A member was added to a security-enabled local group', 'group.member.add'),
  4733: subject('A member was removed from a security-enabled local group', 'group.member.remove'),
  4734: subject('A security-enabled local group was deleted', 'group.delete'),
  4735: subject('A security-enabled local group was changed', 'group.update'),
  4737: subject('A security-enabled global group was changed', 'group.update'),
  4738: subject('A user account was changed', 'user.update'),
  4739: subject('Domain Policy was changed', 'policy.change'),
  4740: target('A user account was locked out', 'user.lockout'),
  4741: subject('A computer account was created', 'device.register'),
  4742: subject('A computer account was changed', 'device.update'),
  4743: subject('A computer account was deleted', 'device.remove'),
  4754: subject('A security-enabled universal group was created', 'group.create'),
  4755: subject('A security-enabled universal group was changed', 'group.update'),
  4756: subject('A member was added to a security-enabled universal group', 'group.member.add'),
  4757: subject('A member was removed from a security-enabled universal group', 'group.member.remove'),
  4758: subject('A security-enabled universal group was deleted', 'group.delete'),
  4767: subject('A user account was unlocked', 'user.restore'),
  4768: target('A Kerberos authentication ticket (TGT) was requested', 'login'),
  4769: target('A Kerberos service ticket was requested', 'token.issue'),
  4770: target('A Kerberos service ticket was renewed', 'token.refresh'),
  4771: target('Kerberos pre-authentication failed', 'login.failed', true),
  4776: target('The domain controller attempted to validate the credentials for an account', 'login'),
  4778: target('A session was reconnected to a Window Station', 'login'),
  4779: target('A session was disconnected from a Window Station', 'logout'),
  4781: subject('The name of an account was changed', 'user.update'),
  4794: subject(
    'An attempt was made to set the Directory Services Restore Mode administrator password',
    'password.reset',
  ),
  4800: target('The workstation was locked', 'other'),
  4801: target('The workstation was unlocked', 'login'),
  4964: target('Special groups have been assigned to a new logon', 'login'),
  5136: subject('A directory service object was modified', 'resource.update'),
  5137: subject('A directory service object was created', 'resource.create'),
  5138: subject('A directory service object was undeleted', 'resource.create'),
  5139: subject('A directory service object was moved', 'resource.update'),
  5140: subject('A network share object was accessed', 'file.view'),
  5141: subject('A directory service object was deleted', 'resource.delete'),
  5145: subject('A network share object was checked to see whether client can be granted desired access', 'file.view'),
  6272: subject('Network Policy Server granted access to a user', 'login'),
  6273: subject('Network Policy Server denied access to a user', 'login.failed', true),
  6274: subject('Network Policy Server discarded the request for a user', 'login.failed', true),
  6275: subject('Network Policy Server discarded the accounting request for a user', 'other', true),
  6276: subject('Network Policy Server quarantined a user', 'login'),
  6277: subject('Network Policy Server granted access to a user but put it on probation', 'login'),
  6278: subject('Network Policy Server granted full access to a user', 'login'),
  6279: subject('Network Policy Server locked the user account', 'user.lockout', true),
  6280: subject('Network Policy Server unlocked the user account', 'user.restore'),
};

/** @returns undefined for an event that is not in the table */
export function windowsEvent(id: string): EventFacts | undefined {
  return Object.hasOwn(EVENTS, id) ? EVENTS[id] : undefined;
}
