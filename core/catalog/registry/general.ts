import { age, choice, type FactorDef, flag, info, scale } from './factor-def.ts';

/** Years in business, or of a domain: the longer, the better (catalog specification §2.3). */
const AGE_STEPS = [
  { atLeast: 15, points: 10 },
  { atLeast: 10, points: 8 },
  { atLeast: 5, points: 6 },
  { atLeast: 2, points: 3 },
  { atLeast: 0, points: 0 },
] as const;

export const GENERAL_FACTORS: readonly FactorDef[] = [
  info('general', 'displayName', 'App name', 'Name the vendor gives the app', 'text', { appField: true }),
  info('general', 'description', 'Description', 'What the app is for', 'text', { appField: true }),
  info('general', 'category', 'Category', 'Class of app in the catalog', 'text', { appField: true }),
  info('general', 'headquarters', 'Headquarters', 'Country of the provider’s headquarters', 'country'),
  info('general', 'dataCenters', 'Data center', 'Countries where customer data is kept', 'list'),
  info('general', 'hostingCompany', 'Hosting company', 'Who runs the servers', 'text'),
  age('general', 'founded', 'Founded', 'Year the provider was founded', 'year', AGE_STEPS),
  choice('general', 'holding', 'Holding', 'Ownership of the provider: listed companies publish audited accounts', {
    public: 10,
    private: 5,
  }),
  info('general', 'domains', 'Domain', 'Hosts that belong to the app', 'list', { appField: true }),
  age(
    'general',
    'domainRegistrationDateTime',
    'Domain registration',
    'When the main domain was registered',
    'date',
    AGE_STEPS,
  ),
  scale('general', 'consumerPopularity', 'Consumer popularity', 'How widely the app is used, 1 to 10'),
  info('general', 'termsOfServiceUrl', 'Terms of service', 'Address of the rules for users', 'url'),
  info('general', 'privacyPolicyUrl', 'Privacy policy', 'Address of the privacy policy', 'url'),
  info('general', 'logonUrls', 'Logon URL', 'Addresses of the sign-in pages', 'list'),
  info('general', 'vendor', 'Vendor', 'Company that supplies the app', 'text', { appField: true }),
  info('general', 'dataTypes', 'Data types', 'Kinds of data that users can upload', 'list', {
    values: ['documents', 'mediaFiles', 'codingFiles', 'creditCards', 'databaseFiles', 'none'],
  }),
  info('general', 'homepage', 'Homepage', 'Address of the app’s home page', 'url', { appField: true }),
  flag(
    'general',
    'isDisasterRecoveryPlan',
    'Disaster recovery plan',
    'The provider has a plan with backup and restore strategy',
  ),
  info(
    'general',
    'isGenerativeAi',
    'Generative AI features',
    'The app makes text, images or code with a generative model',
    'flag',
  ),
];
