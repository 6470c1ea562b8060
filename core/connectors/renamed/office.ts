/**
 * Tables of Azure Monitor that hold Microsoft 365 audit records of one service each under names of their own: Power BI, Power Apps, Power Automate,
 * Power Platform's administration, Copilot, Project and Dataverse. Out: the unified audit log's record.
 * Source: https://learn.microsoft.com/azure/azure-monitor/reference/tables/powerplatformadminactivity and the tables beside it.
 */
import type { JsonObject } from '../kit/source-record.ts';

/** The service, where a table does not say: its own name does. */
const WORKLOADS: ReadonlyMap<unknown, string> = new Map([
  ['PowerBIActivity', 'PowerBI'],
  ['PowerAppsActivity', 'PowerApps'],
  ['PowerAutomateActivity', 'MicrosoftFlow'],
  ['PowerPlatformAdminActivity', 'PowerPlatform'],
  ['PowerPlatformConnectorActivity', 'PowerPlatform'],
  ['PowerPlatformDlpActivity', 'PowerPlatform'],
  ['ProjectActivity', 'Project'],
  ['CopilotActivity', 'Copilot'],
]);

/** `PowerBIActivity`, `PowerAppsActivity` and the other tables with an actor's name and the event's original type. */
export function fromServiceTable(row: JsonObject): JsonObject {
  return {
    ...row,
    CreationTime: row.TimeGenerated,
    Id: row.EventOriginalUid,
    Operation: row.EventOriginalType,
    Workload: row.Workload || WORKLOADS.get(row.Type) || 'Microsoft365',
    UserId: row.ActorName,
    UserKey: row.ActorUserId,
    UserType: typeof row.ActorUserType === 'string' ? row.ActorUserType.replaceAll(' ', '') : row.ActorUserType,
    ResultStatus: row.EventResult,
    ClientIP: row.SrcIpAddr,
    RecipientUPN: row.RecipientUpn,
    PowerAppsAppName: row.TargetAppName,
    CopilotEventData: row.LLMEventData ?? row.CopilotEventData,
  };
}

/** `DataverseActivity`: what Dynamics 365 and other apps on Dataverse do to its rows. */
export function fromDataverseTable(row: JsonObject): JsonObject {
  return {
    ...row,
    CreationTime: row.TimeGenerated,
    Id: row.SourceRecordId,
    Workload: 'CRM',
    UserId: row.UserUpn || row.UserId,
    ClientIP: row.ClientIp,
    ObjectId: row.OriginalObjectId,
  };
}
