import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { AppError } from '../../core/contract/errors.ts';
import { useHostInfo } from '../data/host.ts';
import { useAddLogs } from '../data/use-add-logs.ts';
import { useWorkspace } from '../data/workspace.ts';
import { droppedFiles } from '../kit/dropped-files.ts';
import { toastError } from '../kit/toast.tsx';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Logs can be dropped anywhere on the window, at any time. */
export function DropTarget() {
  const logs = useAddLogs();
  const { data: info } = useHostInfo();
  const { data: workspace } = useWorkspace();
  const [over, setOver] = useState(false);
  const newest = useRef({ logs, info, workspace });
  newest.current = { logs, info, workspace };

  useEffect(() => {
    // Entering a child leaves its parent, so the depth tells whether the pointer is still over the window.
    let depth = 0;
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onOver = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const now = newest.current;
      if (now.workspace?.readOnly === true) {
        toastError(new AppError('workspace.readOnly', 'Nothing can be imported into it.'));
        return;
      }
      droppedFiles(event.dataTransfer, now.info?.kind === 'electron').then(
        ({ files, unread }) => now.logs.addFiles(files, unread),
        toastError,
      );
    };
    addEventListener('dragenter', onEnter);
    addEventListener('dragleave', onLeave);
    addEventListener('dragover', onOver);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragenter', onEnter);
      removeEventListener('dragleave', onLeave);
      removeEventListener('dragover', onOver);
      removeEventListener('drop', onDrop);
    };
  }, []);

  if (!over) return null;
  return (
    <div className="uc-drop" aria-hidden>
      <div className="uc-drop__card">
        <IconFileImport size={40} stroke={1.5} />
        <strong>Drop to import</strong>
        <span>Log files, folders, .gz, .zip, .tar, .zst – or a workspace or backup to open it</span>
      </div>
    </div>
  );
}
