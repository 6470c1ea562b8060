import { useState } from 'react';
import { type DescribedLines, useDescribed, useOwnFormat } from '../../../data/formats.ts';
import { useWorkspace } from '../../../data/workspace.ts';
import { ErrorState } from '../../../kit/state/error-state.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { type OpenWindow, useWindows } from '../../../state/windows.ts';
import { FormatEditor } from './format-editor.tsx';
import { PasteLines } from './paste-lines.tsx';
import '../formats.css';
import { Dialog } from '../../../kit/dialog.tsx';

type FormatWindow = Extract<OpenWindow, { kind: 'format' }>;

/** Describes a format without code: from a dropped file, from pasted lines, or one that the workspace has already. */
export function FormatDialog() {
  const open = useWindows((state) => state.open);
  const close = useWindows((state) => state.close);
  const { data: workspace } = useWorkspace();
  if (open?.kind !== 'format' || workspace == null) return null;
  return (
    <Dialog
      onClose={close}
      title={open.id === undefined ? 'Describe a format' : 'Change a format'}
      size={1240}
      closeOnClickOutside={false}
    >
      <Begin
        key={open.id ?? open.token ?? 'new'}
        about={open}
        zone={workspace.profile?.logZone ?? workspace.displayZone}
        leave={close}
      />
    </Dialog>
  );
}

/** Gets what the editor begins with: a stored description, or the first guess about some lines. */
function Begin(props: { readonly about: FormatWindow; readonly zone: string; readonly leave: () => void }) {
  const { about, zone, leave } = props;
  const [lines, setLines] = useState<DescribedLines | null>(about.token === undefined ? null : { token: about.token });
  const stored = useOwnFormat(about.id);
  const guess = useDescribed(about.id === undefined ? lines : null, undefined, zone);
  const error = stored.error ?? guess.error;
  if (error !== null)
    return <ErrorState error={error} onRetry={() => void (stored.error ? stored : guess).refetch()} />;
  if (about.id === undefined && lines === null) {
    return <PasteLines onLines={(text) => setLines({ text })} onCancel={leave} />;
  }
  const definition = about.id === undefined ? guess.data?.definition : stored.data?.definition;
  if (definition === undefined) return <BoneLines lines={11} height={30} />;
  return (
    <FormatEditor
      definition={definition}
      isStored={about.id !== undefined}
      outdated={stored.data?.outdated.length ?? 0}
      lines={lines}
      onLines={setLines}
      zone={zone}
      leave={leave}
    />
  );
}
