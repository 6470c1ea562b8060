import { type BrowserWindow, dialog } from 'electron';

const WORKSPACES = { name: 'Undercast workspaces', extensions: ['undercast', 'undercastz'] };

/** Native dialogs. They are the only way, beside drops and the operating system, by which a path becomes known. */
export async function pickWorkspace(window: BrowserWindow): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a workspace',
    buttonLabel: 'Open',
    message: 'Choose a workspace folder, its workspace.undercast file or an archive.',
    filters: [WORKSPACES],
    properties: ['openFile', ...(process.platform === 'darwin' ? (['openDirectory'] as const) : [])],
  });
  return filePaths[0] ?? null;
}

/** @param folders choose folders instead of files; two dialogs, because Windows and Linux cannot offer both in one */
export async function pickLogs(window: BrowserWindow, folders: boolean): Promise<readonly string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: folders ? 'Add folders of logs' : 'Add logs',
    buttonLabel: 'Add',
    properties: [folders ? 'openDirectory' : 'openFile', 'multiSelections'],
  });
  return filePaths;
}

export async function pickTarget(window: BrowserWindow, suggested: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save',
    defaultPath: suggested,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** The engine died again and again. True: start it once more. */
export async function askToRetry(window: BrowserWindow | null, reason: string): Promise<boolean> {
  const options = {
    type: 'error' as const,
    title: 'Undercast',
    message: 'The engine stopped several times in a row.',
    detail: `${reason}\n\nYour workspace is as the last finished step left it.`,
    buttons: ['Try again', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 0;
}
