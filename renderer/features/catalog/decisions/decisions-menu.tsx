import { Menu } from '@mantine/core';
import { IconCertificate, IconDownload, IconFileImport, IconGavel } from '@tabler/icons-react';
import { useState } from 'react';
import { useOrder } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { saveBlob, spreadsheetBlob } from '../../../kit/charts/save-blob.ts';
import { plural } from '../../../kit/format.ts';
import { MenuButton } from '../../../kit/menu-button.tsx';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { useFilePicker } from '../../../kit/use-file-picker.tsx';
import { ReleaseDialog } from '../updates/release-dialog.tsx';
import { ImportDecisions } from './import-decisions.tsx';

/** What was decided about apps, as files in and out; and the catalog's own updates. */
export function DecisionsMenu() {
  const readOnly = useOpenWorkspace()?.readOnly ?? true;
  const [text, setText] = useState<string | null>(null);
  const [updating, setUpdating] = useState(false);
  const [picker, pick] = useFilePicker({
    label: 'Decisions, a list of apps or address ranges',
    accept: '.json,.csv,.tsv,.txt',
    onFile: async (file) => setText(await file.text()),
  });
  const { mutateAsync } = useOrder('catalog.exportDecisions');
  const save = (format: 'json' | 'csv'): void => {
    mutateAsync({ format }).then(({ text: content, rows }) => {
      const blob =
        format === 'csv' ? spreadsheetBlob(content, 'text/csv') : new Blob([content], { type: 'application/json' });
      saveBlob(blob, `catalog-decisions.${format}`);
      toastDone(`Decisions on ${plural(rows, 'app')} exported.`);
    }, toastError);
  };
  return (
    <>
      <Menu position="bottom-end" withinPortal width={300}>
        <MenuButton icon={IconGavel} title="Decisions" />
        <Menu.Dropdown>
          <Menu.Label>Tags, notes, scores, corrections, custom apps</Menu.Label>
          <Menu.Item leftSection={<IconFileImport size={16} stroke={1.5} />} disabled={readOnly} onClick={pick}>
            Import decisions, apps or address ranges …
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={16} stroke={1.5} />} onClick={() => save('json')}>
            Export as JSON, with weights
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={16} stroke={1.5} />} onClick={() => save('csv')}>
            Export as CSV
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconCertificate size={16} stroke={1.5} />} onClick={() => setUpdating(true)}>
            Catalog updates …
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {picker}
      {text !== null && <ImportDecisions text={text} onClose={() => setText(null)} />}
      {updating && <ReleaseDialog onClose={() => setUpdating(false)} />}
    </>
  );
}
