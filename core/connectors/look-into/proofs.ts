/**
 * What the columns of an activity do not say, and its record does: proofs of a security configuration that posture rules ask for.
 * In: an activity's type and operation, and its record. Out: one bit a proof.
 * Guarantee: records are looked into only where type or operation let them prove anything, so that an import hardly notices.
 */
import type { ActivityType } from '../../model/activity-types.ts';

interface Proof {
  /** Place among the bits: never given twice. */
  readonly bit: number;
  readonly types?: readonly ActivityType[];
  /** Parts of operations, lower case, each list in its order. */
  readonly operations?: readonly (readonly string[])[];
  /** What the record must have; quotes may be doubled or escaped, as in CSV. */
  readonly pattern: RegExp;
}

const MAIL_RULES = ['mail.rule.create', 'mail.rule.update'] as const satisfies readonly ActivityType[];

/** A pattern that changes takes another number of the column `proofs`, so that stored bits are read anew. */
export const PROOFS = {
  'mfa-enforcement-off': {
    bit: 0,
    operations: [['two_factor_requirement'], ['strong_authentication'], ['two_factor_auth_changed'], ['2fa_disable']],
    pattern:
      /disable_two_factor|two_factor_requirement\.disable|2fa_disable|(?:new_?value"{1,4}\s{0,4},\s{0,4}"{1,4}value|new_?value|"{1,4}to)"{1,4}\s{0,4}:\s{0,4}"{0,4}(?:false|off|optional|disabled)/i,
  },
  'app-password': {
    bit: 1,
    operations: [['app', 'password'], ['security', 'info'], ['application_specific_password']],
    pattern: /app[ _-]?passwords?|application[ _-]specific[ _-]password/i,
  },
  'conditional-access-removed': {
    bit: 2,
    operations: [['conditional', 'access', 'policy']],
    pattern:
      /delete conditional access policy|\\{0,8}"{1,4}state\\{0,8}"{1,4}\s{0,4}:\s{0,4}\\{0,8}"{1,4}(?:disabled|enabledForReportingButNotEnforced)/i,
  },
  'security-defaults-off': {
    bit: 3,
    types: ['policy.change', 'setting.change'],
    operations: [['security', 'default']],
    pattern: /security ?defaults?(?:enforcement)?.{0,400}(?:false|disabled)/i,
  },
  'tenant-wide-consent': {
    bit: 4,
    types: ['app.consent'],
    pattern: /IsAdminConsent.{0,80}True|ConsentType:?[\s\\":]{0,12}AllPrincipals/i,
  },
  'open-to-internet': {
    bit: 5,
    types: ['network.change'],
    operations: [['authorizesecuritygroupingress']],
    pattern: /0\.0\.0\.0\/0|::\/0/,
  },
  'forwarding-rule': {
    bit: 6,
    types: MAIL_RULES,
    pattern: /ForwardTo|RedirectTo|ForwardAsAttachmentTo|forwardingAddress|ActionType\W{1,24}(?:Forward|Redirect)/i,
  },
  'hiding-rule': {
    bit: 7,
    types: MAIL_RULES,
    pattern:
      /ActionType\W{1,24}(?:Permanent)?Delete|DeleteMessage"{1,4}.{0,30}True|SoftDeleteMessage|MoveToFolder.{0,40}(?:RSS|Archive|Junk|Deleted|Conversation History)/i,
  },
  'repository-public': {
    bit: 8,
    types: ['repo.visibility'],
    pattern:
      /visibility"{1,4}\s{0,4}:\s{0,4}"{1,4}public|public_repo"{1,4}\s{0,4}:\s{0,4}true|"{1,4}to"{1,4}\s{0,4}:\s{0,4}"{1,4}(?:public|20)/i,
  },
  'public-cloud-grant': {
    bit: 9,
    types: ['permission.grant', 'admin.role.grant'],
    operations: [['setiampolicy']],
    pattern: /"{1,4}allUsers"{1,4}|"{1,4}allAuthenticatedUsers"{1,4}/,
  },
} as const satisfies Readonly<Record<string, Proof>>;
export type ProofId = keyof typeof PROOFS;

const ALL: readonly Proof[] = Object.values(PROOFS);

/** The bit of a proof in the column `proofs`. */
export function proofBit(id: ProofId): number {
  return 1 << PROOFS[id].bit;
}

/** Bits of the proofs that a record of this type and operation may hold; 0 for most. */
export function provable(type: string, operation: string): number {
  const lower = operation.toLowerCase();
  let bits = 0;
  for (const { bit, types, operations } of ALL) {
    const isOfType = types?.some((one) => one === type) === true;
    if (isOfType || operations?.some((parts) => hasInOrder(lower, parts)) === true) bits |= 1 << bit;
  }
  return bits;
}

/** Bits of the proofs that the record has. @param among from `provable` */
export function proofsIn(record: string, among: number): number {
  let bits = 0;
  for (const { bit, pattern } of ALL) {
    if ((among & (1 << bit)) !== 0 && pattern.test(record)) bits |= 1 << bit;
  }
  return bits;
}

/** Linear in the text, whatever it holds. */
function hasInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
