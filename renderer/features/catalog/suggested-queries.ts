import type { MenuQuery } from '../../kit/filter/views-menu.tsx';

/** Questions that people ask the catalog before an app is in use. */
export const SUGGESTED_QUERIES: readonly MenuQuery[] = [
  {
    id: 'anonymous',
    title: 'Cloud apps that allow anonymous use',
    logic: 'Requires no sign-in, and users can upload data',
    filter: 'factor.isRequiresUserAuthentication:no and factor.isUserCanUploadData:yes',
  },
  {
    id: 'crm',
    title: 'CRM apps with SOC 2, ISO 27001, encryption and audit trails',
    logic: 'CRM, both certificates, data encrypted at rest, admin and user audit trail',
    filter:
      'category:crm and factor.isSoc2:yes and factor.isIso27001:yes and factor.dataAtRestEncryptionMethod:known and factor.dataAtRestEncryptionMethod!=notSupported and factor.isAdminAuditTrail:yes and factor.isUserAuditTrail:yes',
  },
  {
    id: 'gdpr',
    title: 'GDPR ready apps',
    logic: 'The provider publishes a GDPR statement',
    filter: 'factor.gdprReadinessStatement:known',
  },
  {
    id: 'ai-trains',
    title: 'Generative AI that trains on customer data',
    logic: 'Generative AI, trains on what customers enter',
    filter: 'category:generative-ai and factor.isTrainsAiOnCustomerData:yes',
  },
  {
    id: 'ai-safe',
    title: 'Generative AI that does not train on customer data',
    logic: 'Generative AI, does not train, SOC 2',
    filter: 'category:generative-ai and factor.isTrainsAiOnCustomerData:no and factor.isSoc2:yes',
  },
  {
    id: 'csa',
    title: 'CSA STAR certified apps',
    logic: 'Any level of CSA STAR',
    filter: 'factor.csaStarLevel:(selfAssessment, cStarAssessment, certification, attestation, continuousMonitoring)',
  },
  {
    id: 'fedramp',
    title: 'FedRAMP authorised apps',
    logic: 'FedRAMP high, moderate, low or LI-SaaS',
    filter: 'factor.fedRampLevel:(high, moderate, low, liSaaS)',
  },
  {
    id: 'breached',
    title: 'Apps with a known breach',
    logic: 'The date of a breach is known',
    filter: 'factor.latestBreach:known and not factor.latestBreach:none',
  },
  {
    id: 'weak-sign-in',
    title: 'Apps without multi-factor authentication and SAML',
    logic: 'Both known to be missing',
    filter: 'factor.isMultiFactorAuthentication:no and factor.isSupportsSaml:no',
  },
  {
    id: 'mfa-open',
    title: 'Business apps whose multi-factor authentication is missing or unknown',
    logic: 'SaaS; no, or nobody says',
    filter: 'kind:saas and (factor.isMultiFactorAuthentication:no or factor.isMultiFactorAuthentication:unknown)',
  },
  {
    id: 'remote',
    title: 'Remote access tools',
    logic: 'Known as tools that control a computer from afar',
    filter: 'factor.isRemoteAccessTool:yes',
  },
  {
    id: 'decided',
    title: 'Apps that this workspace decided on',
    logic: 'Tagged, scored by hand, or corrected',
    filter: 'tag:(sanctioned, unsanctioned, monitored) or overridden:yes or corrected:yes',
  },
];
