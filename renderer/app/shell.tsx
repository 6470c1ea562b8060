import { useEffect } from 'react';
import { shortText } from '../../core/kit/visible-text.ts';
import { isOver } from '../bridge/engine-client.ts';
import { useVisibleJobs } from '../data/jobs.ts';
import { useWorkspace } from '../data/workspace.ts';
import { SnapshotImportDialog } from '../features/activities/snapshots/snapshot-import-dialog.tsx';
import { ConnectorDialog } from '../features/formats/connector/connector-dialog.tsx';
import { FormatDialog } from '../features/formats/wizard/format-dialog.tsx';
import { BrowserInputs } from '../features/imports/browser-input.tsx';
import { ImportDialog } from '../features/imports/import-dialog.tsx';
import { StartPage } from '../features/start/start-page.tsx';
import { useStartAction } from '../features/workspace/use-start-action.ts';
import { WorkspaceDialogs } from '../features/workspace/workspace-dialogs.tsx';
import { DisplayZoneProvider } from '../kit/display-zone.tsx';
import { ErrorState } from '../kit/state/error-state.tsx';
import { BoneBlock } from '../kit/state/late.tsx';
import { usePath } from '../state/location.ts';
import { chooseMarked } from './choose-marked.ts';
import { DropTarget } from './drop-target.tsx';
import { Banners } from './frame/banners.tsx';
import { Frame } from './frame/frame.tsx';
import { HostProgress } from './host-progress.tsx';
import { keepFocus } from './keep-focus.ts';
import { pageAt } from './pages.ts';
import { Palette } from './palette.tsx';
import { printLight } from './print-light.ts';
import { ShortcutHelp } from './shortcut-help.tsx';
import { showTips } from './show-tips.ts';
import { useAppCommands } from './use-app-commands.ts';
import { useShortcuts } from './use-shortcuts.ts';

const MAKING = ['workspace.createSample', 'workspace.restore'];

/** The window: the start page while no workspace is open, the frame with its pages otherwise. */
export function Shell() {
  const workspace = useWorkspace();
  useAppCommands();
  useShortcuts();
  useStartAction(workspace.data);
  // A workspace that is still being filled is no place to look around in yet; after a reload the job tells.
  const making = useVisibleJobs().some((job) => !isOver(job) && MAKING.includes(job.method));
  useEffect(() => keepFocus(document.body), []);
  useEffect(chooseMarked, []);
  useEffect(printLight, []);
  useEffect(showTips, []);
  const name = workspace.data?.name;
  const page = pageAt(usePath())?.title;
  // The page first: tabs, windows and the browser's history are told apart by how their titles begin.
  useEffect(() => {
    const here = name === undefined ? [] : [...(page === undefined ? [] : [page]), shortText(name)];
    document.title = [...here, 'Undercast'].join(' – ');
  }, [name, page]);

  return (
    <DisplayZoneProvider zone={workspace.data?.displayZone ?? 'UTC'}>
      {workspace.data === undefined ? (
        <main className="uc-whole">
          {workspace.error === null ? (
            <BoneBlock height={240} width={480} />
          ) : (
            <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />
          )}
        </main>
      ) : workspace.data === null || making ? (
        <>
          <Banners workspace={null} />
          <StartPage />
        </>
      ) : (
        <Frame workspace={workspace.data} />
      )}
      <DropTarget />
      <BrowserInputs />
      <ImportDialog />
      <SnapshotImportDialog />
      <FormatDialog />
      <ConnectorDialog />
      <WorkspaceDialogs />
      <Palette />
      <ShortcutHelp />
      <HostProgress />
    </DisplayZoneProvider>
  );
}
