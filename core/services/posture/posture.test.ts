/** Findings that activities prove: each rule on records of its own, and counts as the activity log counts. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proofBit, provable } from '../../connectors/index.ts';
import { METHODS } from '../../contract/methods.ts';
import { ACTIVITY_TYPES, type ActivityType } from '../../model/activity-types.ts';
import { ACTIVITY_FILTER_FIELDS, evaluate, parseFilter } from '../../query/index.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { countOlderBlocks, deriveFacts } from '../../store/activities/record-facts.ts';
import { openReader, type ReadConnection } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { findActivities } from '../activities/question.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { NO_PROOFS, PROOFS } from './posture.test-kit.ts';
import { getPosture, listPosture } from './queries.ts';
import { POSTURE_RULES } from './rules.ts';
import { STATE_RULES } from './state-rules.ts';

let workspace: TestWorkspace;
let reader: ReadConnection;
let view: WorkspaceView;
beforeAll(() => {
  workspace = createTestWorkspace();
  reader = openReader(workspace.folder);
  view = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  const lines = [...NO_PROOFS, ...Object.values(PROOFS).flat()].map((record) => JSON.stringify(record));
  importActivities(workspace, lines, { slices: 3 });
});
afterAll(() => {
  reader.close();
  workspace.close();
});

const list = (input: object = {}) => view.read(() => listPosture(view, METHODS['posture.list'].input.parse(input)));
const get = (rule: string) => view.read(() => getPosture(view, rule));

describe('posture', () => {
  it.each(Object.keys(PROOFS))('%s is found in records that prove it', (rule) => {
    const { row, affected } = get(rule);
    expect(row.state).toBe('found');
    expect(row.events).toBeGreaterThanOrEqual(PROOFS[rule]?.length ?? 1);
    expect(affected.every(({ ref }) => /^\d+\.\d+$/.test(ref ?? ''))).toBe(true);
    expect(affected.map(({ name }) => name)).not.toContain('good@corp.example');
  });

  it('names whom a finding affects', () => {
    expect(get('mfa-removed').affected.map(({ name }) => name)).toEqual(['bob@corp.example']);
    expect(
      get('admin-without-mfa')
        .affected.map(({ name }) => name)
        .sort(),
    ).toEqual(['admin@corp.example', 'root']);
    expect(get('sign-in-without-mfa').affected.map(({ name }) => name)).toEqual(['bob@corp.example']);
    expect(get('legacy-authentication').affected).toMatchObject([{ name: 'old@corp.example', events: 2 }]);
  });

  it('tells what was not seen from what no log would show', () => {
    const states = new Map(list({ limit: 100 }).rows.map(({ id: rule, state }) => [rule, state]));
    expect(states.get('transport-rule')).toBe('notSeen');
    expect(states.get('sign-on-policy-off')).toBe('noLogs');
    expect(states.size).toBe(POSTURE_RULES.length + STATE_RULES.length);
    expect(states.get('state-legacy-open')).toBe('noLogs');
    expect(list({ filter: 'state:found and severity:high' }).rows.every(({ severity }) => severity === 'high')).toBe(
      true,
    );
  });

  it.each(POSTURE_RULES.filter(({ proof, who }) => proof === undefined && who === undefined))(
    '$id counts what its filter finds',
    ({ id: rule, filter }) => {
      const events = view.read(() => findActivities(view, { filter }, () => false).events);
      expect(get(rule).row.events).toBe(events);
    },
  );

  it('has rules with names of their own', () => {
    const titles = new Set([...POSTURE_RULES, ...STATE_RULES].map(({ title }) => title));
    expect(titles.size).toBe(POSTURE_RULES.length + STATE_RULES.length);
    expect(new Set([...POSTURE_RULES, ...STATE_RULES].map(({ id: rule }) => rule)).size).toBe(
      POSTURE_RULES.length + STATE_RULES.length,
    );
  });

  it('looks into the record of every activity that a rule asks it of', () => {
    const words = ['conditional', 'access', 'policy', 'app', 'password', 'security', 'info', 'defaults', '2FA_disable'];
    const operation = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((parts) => parts.join(' ')),
      fc.constantFrom('google.cloud.SetIamPolicy', 'AuthorizeSecurityGroupIngress', 'org.two_factor_requirement.x'),
    );
    const type = fc.constantFrom(...(Object.keys(ACTIVITY_TYPES) as ActivityType[]));
    fc.assert(
      fc.property(type, operation, fc.constantFrom('success', 'unknown'), (kind, name, outcome) => {
        const record = { type: kind, operation: name, outcome };
        for (const { proof, filter } of POSTURE_RULES) {
          if (proof === undefined) continue;
          const isAsked =
            evaluate(parseFilter(filter, ACTIVITY_FILTER_FIELDS), record, ACTIVITY_FILTER_FIELDS) === true;
          if (isAsked) expect(provable(kind, name) & proofBit(proof), `${proof} of ${name}`).not.toBe(0);
        }
      }),
    );
  });

  it('says the same of blocks from before imports looked into records, and once they are read', () => {
    const found = list({ limit: 100 }).rows;
    const { db } = workspace;
    db.prepare('DELETE FROM activity_column WHERE col IN (24, 68)').run();
    const older = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
    const listOlder = () =>
      older.read(() => listPosture(older, METHODS['posture.list'].input.parse({ limit: 100 }))).rows;
    expect(listOlder()).toEqual(found);
    expect(countOlderBlocks(db)).toBeGreaterThan(0);
    while (deriveFacts(db));
    expect(countOlderBlocks(db)).toBe(0);
    expect(db.prepare('SELECT count(*) FROM activity_column WHERE col = 68').pluck().get()).toBeGreaterThan(0);
    expect(listOlder()).toEqual(found);
  });
});
