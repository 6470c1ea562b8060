/** The rules that posture.test.ts wants unseen: each on records of its own; no rule of activities without a proof. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { openReader, type ReadConnection } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { MORE_PROOFS, NO_PROOFS, PROOFS } from './posture.test-kit.ts';
import { getPosture } from './queries.ts';
import { POSTURE_RULES } from './rules.ts';

let workspace: TestWorkspace;
let reader: ReadConnection;
let view: WorkspaceView;
beforeAll(() => {
  workspace = createTestWorkspace();
  reader = openReader(workspace.folder);
  view = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  importActivities(
    workspace,
    [...NO_PROOFS, ...Object.values(MORE_PROOFS).flat()].map((record) => JSON.stringify(record)),
    { slices: 2 },
  );
});
afterAll(() => {
  reader.close();
  workspace.close();
});

it.each(Object.keys(MORE_PROOFS))('%s is found in records that prove it', (rule) => {
  const { row, affected } = view.read(() => getPosture(view, rule));
  expect(row).toMatchObject({ state: 'found', basis: 'activities' });
  expect(affected.map(({ name }) => name)).not.toContain('good@corp.example');
});

it('no rule is without records that prove it', () => {
  expect(Object.keys({ ...PROOFS, ...MORE_PROOFS }).sort()).toEqual(POSTURE_RULES.map(({ id }) => id).sort());
});
