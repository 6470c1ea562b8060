import { app, powerMonitor } from 'electron';

/** Lets the engine finish its step and close the workspace before the app ends, whatever ended it. */
export function endSafely(stop: () => Promise<void>): void {
  let ending = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    // `exit` asks nobody again; `quit` would come back here.
    stop().finally(() => app.exit(0));
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    app.quit();
  });
}
