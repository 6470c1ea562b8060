import type { MenuQuery } from '../../kit/filter/menu-query.ts';

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
    logic: 'Erasure on request, breaches reported in 72 hours, a data protection officer',
    filter:
      'factor.isGdprRightToErasure:yes and factor.isGdprReportDataBreaches:yes and factor.isGdprDataProtectionOfficer:yes',
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
    filter: 'factor.latestBreachDateTime:known',
  },
  {
    id: 'weak-sign-in',
    title: 'Apps without multi-factor authentication',
    logic: 'It is known to be missing, and SAML is not known to stand in for it',
    filter: 'factor.isMultiFactorAuthentication:no and (factor.isSupportsSaml:no or factor.isSupportsSaml:unknown)',
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
    id: 'disposable',
    title: 'Disposable mail',
    logic: 'Hands out mail addresses that last for minutes',
    filter: 'factor.isDisposableMail:yes',
  },
  {
    id: 'short-links',
    title: 'Apps with link shorteners',
    logic: 'Some of their hosts shorten addresses',
    filter: 'factor.linkShortenerHosts:known',
  },
  {
    id: 'decided',
    title: 'Apps that this workspace decided on',
    logic: 'Tagged, scored by hand, or corrected',
    filter: 'tag:(sanctioned, unsanctioned, monitored) or overridden:yes or corrected:yes',
  },
];
