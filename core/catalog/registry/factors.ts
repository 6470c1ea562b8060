import { COMPLIANCE_FACTORS } from './compliance.ts';
import type { FactorDef } from './factor-def.ts';
import { GENERAL_FACTORS } from './general.ts';
import { LEGAL_FACTORS } from './legal.ts';
import { SECURITY_FACTORS } from './security.ts';

/** Every risk factor, in the order screens list them. */
export const FACTORS: readonly FactorDef[] = Object.freeze([
  ...GENERAL_FACTORS,
  ...SECURITY_FACTORS,
  ...COMPLIANCE_FACTORS,
  ...LEGAL_FACTORS,
]);

const BY_ID: ReadonlyMap<string, FactorDef> = new Map(FACTORS.map((def) => [def.id, def]));

/** The factor's definition, or undefined for an id the registry does not know. */
export function factorDef(id: string): FactorDef | undefined {
  return BY_ID.get(id);
}

/** The id that carries a factor's importance setting: its group's, else its own. */
export function weightKey(def: FactorDef): string {
  return def.group ?? def.id;
}
