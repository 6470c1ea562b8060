/** Risk detections of Entra ID Protection: what the provider found suspicious about a user or a sign-in. */
import { defineConnector } from '../declare.ts';
import { entraPaths, entraPlace } from '../kit/entra.ts';
import { place } from '../kit/parts.ts';

const STATES = /^Risky(?:Users|ServicePrincipals)$/i;

export const entraRisk = defineConnector({
  id: 'entra-risk',
  title: 'Microsoft Entra ID Protection risk detections',
  vendor: 'Microsoft',
  app: 'microsoft-entra-id',
  grade: 'verified',
  source: 'https://learn.microsoft.com/graph/api/resources/riskdetection',
  shapes: [
    {
      has: ['category', 'properties'],
      where: { category: /^(?:UserRiskEvents|RiskyUsers|ServicePrincipalRiskEvents|RiskyServicePrincipals)$/i },
      score: 1,
      words: 'category UserRiskEvents of the diagnostic stream',
    },
    {
      has: ['riskEventType', 'detectedDateTime', 'riskLevel'],
      score: 1,
      words: 'a riskDetection resource: riskEventType, detectedDateTime, riskLevel',
    },
    {
      has: ['riskLastUpdatedDateTime', 'riskLevel', 'riskState'],
      score: 1,
      words: 'a risky user: riskLastUpdatedDateTime, riskLevel, riskState',
    },
    {
      has: ['RiskLastUpdatedDateTime', 'RiskLevel', 'RiskState'],
      score: 1,
      words: 'a row of the AADRiskyUsers table',
    },
    {
      has: ['RiskEventType', 'DetectedDateTime', 'RiskLevel'],
      score: 1,
      words: 'a row of the AADUserRiskEvents table',
    },
  ],
  time: entraPaths('detectedDateTime', 'activityDateTime', 'riskLastUpdatedDateTime', 'lastUpdatedDateTime'),
  localeTime: ['time', 'TimeGenerated'],
  paths: {
    id: entraPaths('id'),
    instance: ['tenantId', 'TenantId'],
    sourceUser: [
      ...entraPaths('userPrincipalName', 'servicePrincipalDisplayName'),
      // A risky service principal has a plain display name.
      'properties.displayName',
      'DisplayName',
    ],
    userId: entraPaths('userId', 'servicePrincipalId'),
    userName: entraPaths('userDisplayName'),
    operation: ['operationName', 'OperationName'],
    sourceIp: [...entraPaths('ipAddress'), 'IPAddress', 'callerIpAddress'],
    correlationId: entraPaths('correlationId'),
    description: entraPaths('riskEventType', 'riskDetail'),
    reason: entraPaths('riskLevel'),
  },
  operations: { 'User Risk Detection': 'alert.raise', 'Risky user': 'alert.update' },
  gives: ['place', 'userAgent', 'actorKind'],
  finish: (record, draft) => {
    // A risky user or service principal is a state that changed, not a detection.
    const isState =
      STATES.test(record.text('category', 'Category')) ||
      entraPaths('riskLastUpdatedDateTime').some((path) => record.has(path));
    if (draft.operation === '') draft.operation = isState ? 'Risky user' : 'User Risk Detection';
    if (draft.activityType === 'other') draft.activityType = isState ? 'alert.update' : 'alert.raise';
    draft.actorKind = record.has('properties.appId') || record.has('AppId') ? 'app' : 'user';
    draft.place =
      entraPlace(record) ??
      place({
        country: record.text('CountryOrRegion'),
        region: record.text('State'),
        city: record.text('City'),
      });
    const details = entraPaths('additionalInfo').flatMap((path) => record.list(path));
    draft.userAgent = details.find((detail) => detail.text('Key') === 'userAgent')?.text('Value') ?? '';
    return undefined;
  },
});
