/** Apps of the catalog that an import of audit logs connects: no earlier import holds activities of them, and nobody has judged them. */
import type { WorkspaceView } from '../workspace-view.ts';

export function newlyConnected(view: WorkspaceView, importId: number): string[] {
  const store = view.activities;
  const fresh = new Set<number>();
  for (const block of store.blocks) {
    if (block.import === importId) for (const app of store.column(block, 'app')) fresh.add(app);
  }
  for (const block of store.blocks) {
    if (fresh.size === 0) break;
    if (block.import !== importId) for (const app of store.column(block, 'app')) fresh.delete(app);
  }
  return [...fresh]
    .map((word) => store.words.text(word))
    .filter((app) => view.apps.find(app)?.tag === null)
    .sort();
}
