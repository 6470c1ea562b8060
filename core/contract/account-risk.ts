/** How accounts are scored: what each factor counts, and where the levels begin. */
import { z } from 'zod';
import { MOST_RISK, RISK_FACTOR_IDS, RISK_LEVELS } from '../model/account-risk.ts';

const points = z.number().int().min(0).max(MOST_RISK);

export const riskSettings = z.object({
  /** Every factor there is. */
  points: z.record(z.enum(RISK_FACTOR_IDS), points),
  levels: z
    .object({ medium: points.min(1), high: points.min(2) })
    .refine(({ medium, high }) => medium < high, 'High risk must begin above medium risk.'),
});

/** What gave an account its points. */
export const riskFactor = z.object({ id: z.enum(RISK_FACTOR_IDS), title: z.string(), points: z.number() });
export const riskLevel = z.enum(RISK_LEVELS);

export const accountRiskMethods = {
  'accounts.getRisk': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      settings: riskSettings,
      defaults: riskSettings,
      factors: z.array(
        z.object({
          id: z.enum(RISK_FACTOR_IDS),
          title: z.string(),
          /** Accounts that it holds for. */
          accounts: z.number(),
        }),
      ),
    }),
  },
  /** Null gives the defaults back; the answer, given back, takes it back. */
  'accounts.setRisk': {
    kind: 'command',
    input: z.object({ settings: riskSettings.nullable() }),
    output: z.object({ previous: riskSettings.nullable() }),
  },
} as const;
