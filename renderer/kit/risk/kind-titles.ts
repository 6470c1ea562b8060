import type { AppKind } from '../../../core/model/app.ts';

/** What kind of entry of the catalog an app is. */
export const KIND_TITLES: Readonly<Record<AppKind, string>> = {
  saas: 'SaaS',
  consumer: 'Consumer app',
  infrastructure: 'Infrastructure',
  tracker: 'Tracker',
  mailSender: 'Sender of mail',
};
