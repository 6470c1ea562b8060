import { z } from 'zod';
import { SCOPE_KINDS } from '../model/activity-scope.ts';
import { givenName, instant } from './common.ts';

const id = z.number().int().positive();
const group = z.string().trim().min(1).max(200);

const ruleInput = z.object({
  kind: z.enum(SCOPE_KINDS),
  name: givenName(100),
  /** Groups of the directory, whose present members it is about whenever audit logs are read; or "External users". */
  groups: z.array(group).min(1).max(500),
  /** Catalog ids; null: every app. */
  apps: z.array(z.string().min(1).max(100)).min(1).max(500).nullable(),
});
export type ScopeRuleInput = z.infer<typeof ruleInput>;

const ruleRow = ruleInput.extend({ id, added: instant });
export type ScopeRuleRow = z.infer<typeof ruleRow>;

const privateGroup = z.object({ name: z.string(), added: instant });
export type PrivateGroup = z.infer<typeof privateGroup>;

export const activityScopeMethods = {
  'scope.get': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      rules: ruleRow.array(),
      privateGroups: privateGroup.array(),
      /** Groups that can be named: those of the directory with their members, and external users (null: not counted). */
      groups: z.array(z.object({ name: z.string(), people: z.number().nullable() })),
      /** Apps that activities are stored of, or that connections and connectors bring. */
      apps: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  },
  /** What a rule would mean for the activities that are stored; it changes none of them. */
  'scope.preview': {
    kind: 'query',
    /** `id`: in place of this rule. */
    input: ruleInput.omit({ name: true }).extend({ id: id.optional() }),
    output: z.object({
      /** People of the directory in its groups. */
      people: z.number(),
      /** Stored activities (events) in its apps that its groups' members did, and how many users that are. */
      covered: z.number(),
      users: z.number(),
      /** Stored activities, and those of them that all rules with this one would have left out. */
      stored: z.number(),
      leftOut: z.number(),
    }),
  },
  /** Makes a rule, or changes the one with this id. Holds for audit logs read from now on. */
  'scope.saveRule': {
    kind: 'command',
    input: ruleInput.extend({ id: id.optional() }),
    output: z.object({ id }),
  },
  'scope.removeRule': { kind: 'command', input: z.object({ id }), output: z.object({}) },
  /** Groups whose members' activities are private, of audit logs read from now on. What is stored stays as it is. */
  'scope.setPrivateGroups': {
    kind: 'command',
    input: z.object({ groups: z.array(group).max(500) }),
    output: z.object({}),
  },
} as const;
