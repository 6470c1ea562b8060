import { useState } from 'react';
import { type DescribedLines, useDescribedRecords, useOwnConnector } from '../../../data/formats.ts';
import { useWorkspace } from '../../../data/workspace.ts';
import { ErrorState } from '../../../kit/state/error-state.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { type OpenWindow, useWindows } from '../../../state/windows.ts';
import { ChooseRecords } from './choose-records.tsx';
import { ConnectorEditor } from './connector-editor.tsx';
import '../formats.css';
import { Dialog } from '../../../kit/dialog.tsx';

type ConnectorWindow = Extract<OpenWindow, { kind: 'connector' }>;

/** Describes an audit log without code: from an export, from pasted records, or one that the workspace has already. */
export function ConnectorDialog() {
  const open = useWindows((state) => state.open);
  const close = useWindows((state) => state.close);
  const { data: workspace } = useWorkspace();
  if (open?.kind !== 'connector' || workspace == null) return null;
  return (
    <Dialog
      onClose={close}
      title={open.id === undefined ? 'Describe a connector' : 'Change a connector'}
      size={1240}
      closeOnClickOutside={false}
    >
      <Begin key={open.id ?? 'new'} about={open} leave={close} />
    </Dialog>
  );
}

/** Gets what the editor begins with: a stored description, or the first guess about some records. */
function Begin({ about, leave }: { readonly about: ConnectorWindow; readonly leave: () => void }) {
  const [records, setRecords] = useState<DescribedLines | null>(
    about.token === undefined ? null : { token: about.token },
  );
  // A file that is dropped meanwhile takes the place of the records; what was written stays.
  const [token, setToken] = useState(about.token);
  if (about.token !== undefined && about.token !== token) {
    setToken(about.token);
    setRecords({ token: about.token });
  }
  const [first, setFirst] = useState<unknown>();
  const stored = useOwnConnector(about.id);
  const guess = useDescribedRecords(about.id === undefined && first === undefined ? records : null, undefined);
  if (stored.error !== null) return <ErrorState error={stored.error} onRetry={() => void stored.refetch()} />;
  // Once there is a description, other records are only what it is tried on.
  const begun = about.id === undefined ? first : stored.data;
  if (begun === undefined && about.id === undefined && (records === null || guess.error !== null)) {
    return (
      <>
        {guess.error !== null && <ErrorState error={guess.error} onRetry={() => void guess.refetch()} />}
        <ChooseRecords
          about="Choose an export of the audit log. A first description is guessed from its records."
          onRecords={setRecords}
          onCancel={leave}
        />
      </>
    );
  }
  const definition = begun ?? guess.data?.definition;
  if (definition === undefined) return <BoneLines lines={11} height={30} />;
  if (first === undefined && about.id === undefined) setFirst(definition);
  return (
    <ConnectorEditor
      definition={definition}
      isStored={about.id !== undefined}
      records={records}
      onRecords={setRecords}
      leave={leave}
    />
  );
}
