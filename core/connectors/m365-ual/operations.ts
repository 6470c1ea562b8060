/**
 * Operations of the unified audit log by activity type. Names: "Audit log activities" and "Office 365 Management Activity API schema"
 * (learn.microsoft.com/purview/audit-log-activities, learn.microsoft.com/office/office-365-management-api).
 */
import type { OperationTable } from '../kit/operations.ts';
import { DIRECTORY_OPERATIONS } from './directory-operations.ts';
import { FILE_OPERATIONS } from './file-operations.ts';
import { GOVERNANCE_OPERATIONS } from './governance-operations.ts';
import { MAIL_OPERATIONS } from './mail-operations.ts';
import { MORE_DIRECTORY_OPERATIONS } from './more-directory-operations.ts';
import { MORE_OPERATIONS } from './more-operations.ts';
import { PROTECTION_OPERATIONS } from './protection-operations.ts';
import { WORKLOAD_OPERATIONS } from './workload-operations.ts';

export const OPERATIONS: OperationTable = {
  ...GOVERNANCE_OPERATIONS,
  ...DIRECTORY_OPERATIONS,
  ...MORE_DIRECTORY_OPERATIONS,
  ...FILE_OPERATIONS,
  ...MAIL_OPERATIONS,
  ...MORE_OPERATIONS,
  ...WORKLOAD_OPERATIONS,
  ...PROTECTION_OPERATIONS,
};
