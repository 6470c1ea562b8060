import { join } from 'node:path';
import { app } from 'electron';
import { boot } from './boot.ts';

// Entry of Electron's main process, run from its bundle in dist/electron.
const root = app.getAppPath();
void boot({
  code: import.meta.dirname,
  page: join(root, 'dist', 'renderer'),
  resources: app.isPackaged ? join(process.resourcesPath, 'resources') : join(root, 'resources'),
});
