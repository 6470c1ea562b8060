import { app } from 'electron';
import type { RecentEntry } from '../shared/recent-list.ts';

const SHOWN = 8;

/** Recent workspaces where the operating system shows them: Windows' jump list, macOS' dock menu. */
export function showRecentInSystem(recent: readonly RecentEntry[], platform = process.platform): void {
  if (platform === 'win32') {
    app.setJumpList([
      {
        type: 'custom',
        name: 'Recent workspaces',
        items: recent.slice(0, SHOWN).map(({ path, name }) => ({
          type: 'task',
          title: name,
          description: path,
          program: process.execPath,
          args: `${app.isPackaged ? '' : `"${app.getAppPath()}" `}"${path}"`,
        })),
      },
    ]);
  } else if (platform === 'darwin') {
    app.clearRecentDocuments();
    for (const { path } of recent.slice(0, SHOWN).reverse()) app.addRecentDocument(path);
  }
}
