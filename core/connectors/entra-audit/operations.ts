/** Activities of Entra's own log that the unified audit log does not have: of security info, provisioning, bulk jobs, identity protection and B2C. */
import type { OperationTable } from '../kit/operations.ts';
import { OPERATIONS } from '../m365-ual/operations.ts';

export const ENTRA_OPERATIONS: OperationTable = {
  ...OPERATIONS,
  'Admin registered security info': 'mfa.change',
  'Admin updated security info': 'mfa.change',
  'Create temporary access pass method for user': 'mfa.change',
  'Add alternativeAuthMethod': 'mfa.change',
  'Delete passwordless phone sign-in credential': 'mfa.disable',
  'Delete FIDO2 security key': 'mfa.disable',
  'Delete Windows Hello for Business credential': 'mfa.disable',
  'Delete passkey*': 'mfa.disable',
  'Blocked from self-service password reset': 'password.reset',
  'Update user risk and MFA registration policy': 'policy.change',
  'Approve request - direct role assignment': 'admin.role.grant',
  'Tenant offboarded from PIM': 'setting.change',
  'Add password (or secret) to application': 'app.credential.add',
  'Bulk download *': 'data.export',
  ConfirmAccountCompromised: 'alert.update',
  ConfirmUserSafe: 'alert.update',
  ConfirmCompromised: 'alert.update',
  ConfirmSafe: 'alert.update',
  DismissUser: 'alert.update',
  // What the provisioning service does with an account on either side.
  Import: 'user.update',
  Export: 'user.update',
};
