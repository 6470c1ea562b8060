import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppDetail } from '../../../../core/contract/app-detail.ts';
import { useOrder } from '../../../data/use-question.ts';
import { CustomAppDialog } from '../../../kit/custom-app/custom-app-dialog.tsx';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { usePanels } from '../../../state/panels.ts';

/** Changes or removes an app that the workspace made itself. */
export function OwnApp({ app, readOnly }: { readonly app: AppDetail; readonly readOnly: boolean }) {
  const [editing, setEditing] = useState(false);
  const [sure, setSure] = useState(false);
  const { mutateAsync, isPending } = useOrder('catalog.deleteCustomApp');
  const remove = (): void => {
    if (!sure) {
      setSure(true);
      return;
    }
    mutateAsync({ id: app.id }).then(() => {
      usePanels.getState().close();
      toastDone(`${app.name} is removed; its hosts are unmatched again.`);
    }, toastError);
  };
  return (
    <>
      <Button size="compact-xs" variant="default" disabled={readOnly} onClick={() => setEditing(true)}>
        Change app
      </Button>
      <Button size="compact-xs" variant="default" disabled={readOnly} loading={isPending} onClick={remove}>
        {sure ? 'Really remove?' : 'Remove app'}
      </Button>
      {editing && <CustomAppDialog app={app} onClose={() => setEditing(false)} />}
    </>
  );
}
