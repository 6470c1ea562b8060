import { FACTOR_QUERIES } from '../../kit/filter/factor-queries.ts';
import type { MenuQuery } from '../../kit/filter/menu-query.ts';

/** Questions that people ask the catalog before an app is in use. */
export const SUGGESTED_QUERIES: readonly MenuQuery[] = [
  ...FACTOR_QUERIES,
  {
    id: 'crm',
    title: 'CRM apps with SOC 2, ISO 27001, encryption and audit trails',
    logic: 'CRM, both certificates, data encrypted at rest, admin and user audit trail',
    filter:
      'category:crm and factor.isSoc2:yes and factor.isIso27001:yes and factor.dataAtRestEncryptionMethod:known and factor.dataAtRestEncryptionMethod!=notSupported and factor.isAdminAuditTrail:yes and factor.isUserAuditTrail:yes',
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
    id: 'breached',
    title: 'Apps with a known breach',
    logic: 'The date of a breach is known',
    filter: 'factor.latestBreachDateTime:known',
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
