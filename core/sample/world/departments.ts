/** A made-up department: its size and what it likes more than others do. */
export interface Department {
  readonly id: string;
  readonly name: string;
  /** Thousandths of the organisation. */
  readonly share: number;
  /** Factor on the weight of an app carrying the interest; 1 when not named. */
  readonly interests: Readonly<Record<string, number>>;
}

export const DEPARTMENTS: readonly Department[] = [
  {
    id: 'engineering',
    name: 'Engineering',
    share: 260,
    interests: { code: 14, cloud: 10, ai: 3, design: 0.5, crm: 0.1, hr: 0.3, finance: 0.1, marketing: 0.1 },
  },
  {
    id: 'sales',
    name: 'Sales',
    share: 180,
    interests: { crm: 10, meeting: 2, social: 2, code: 0.05, cloud: 0.1, travel: 3, sign: 4 },
  },
  {
    id: 'marketing',
    name: 'Marketing',
    share: 90,
    interests: { marketing: 12, design: 6, social: 6, ai: 3, video: 2, code: 0.1, cloud: 0.1, crm: 3 },
  },
  {
    id: 'finance',
    name: 'Finance',
    share: 90,
    interests: { finance: 12, storage: 1.5, code: 0.02, cloud: 0.1, sign: 3, social: 0.5 },
  },
  {
    id: 'people',
    name: 'People and Culture',
    share: 50,
    interests: { hr: 14, social: 4, sign: 4, code: 0.02, cloud: 0.05, survey: 6 },
  },
  { id: 'legal', name: 'Legal', share: 40, interests: { sign: 8, storage: 2, code: 0.02, cloud: 0.05, translate: 4 } },
  {
    id: 'support',
    name: 'Customer Support',
    share: 140,
    interests: { support: 14, crm: 4, meeting: 1.5, code: 0.2, cloud: 0.3, remote: 6 },
  },
  {
    id: 'operations',
    name: 'Operations',
    share: 100,
    interests: { travel: 3, finance: 2, project: 2, code: 0.1, cloud: 0.5, remote: 3 },
  },
  { id: 'research', name: 'Research', share: 50, interests: { ai: 6, code: 4, storage: 2, translate: 3, cloud: 3 } },
];
