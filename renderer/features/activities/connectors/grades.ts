import type { ConnectorRow } from '../../../../core/contract/connectors.ts';

/** Colour and meaning of each grade. */
export const GRADES: Readonly<Record<ConnectorRow['grade'], readonly [color: string, meaning: string]>> = {
  verified: ['teal', 'Checked against real records of this provider.'],
  documented: ['azure', 'Written after the provider’s own description of its records.'],
  own: ['grape', 'Described in this workspace.'],
  unverified: ['orange', 'Neither real records nor a description were at hand: check the first import with care.'],
};
