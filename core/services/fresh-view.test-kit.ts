/** A workspace of its own for each test of a file, and what questions about it are asked of. */
import { afterEach, beforeEach } from 'vitest';
import { openReader, type ReadConnection } from '../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../store/store.test-kit.ts';
import { TEST_CATALOG } from './discovery/discovery.test-kit.ts';
import { WorkspaceView } from './workspace-view.ts';

export interface FreshView {
  readonly workspace: TestWorkspace;
  readonly reader: ReadConnection;
  readonly view: WorkspaceView;
}

/** @param take is given them before each test; they are closed behind it */
export function withFreshView(take: (fresh: FreshView) => void): void {
  let close = (): void => undefined;
  beforeEach(() => {
    const workspace = createTestWorkspace();
    const reader = openReader(workspace.folder);
    close = () => {
      reader.close();
      workspace.close();
    };
    const view = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
    take({ workspace, reader, view });
  });
  afterEach(() => close());
}
