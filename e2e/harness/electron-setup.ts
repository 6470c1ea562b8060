import { buildIfStale, ELECTRON_CODE, PAGE } from '../../electron/loopback/build-if-stale.ts';
import { ROOT } from '../../electron/loopback/run-console.ts';
import { whyNoElectron } from './electron-app.ts';

/** Builds what Electron runs, once for all specs; says once why they are skipped where it is not there. */
export default async function setUp(): Promise<void> {
  const why = whyNoElectron();
  if (why !== null) {
    console.log(`Skipping the specs on the real Electron. ${why}`);
    return;
  }
  await buildIfStale(ROOT, [PAGE, ELECTRON_CODE], () => console.log('Building the console'));
}
