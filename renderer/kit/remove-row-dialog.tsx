import type { ReactNode } from 'react';
import { useOrder } from '../data/use-question.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { toastDone, toastError } from './toast.tsx';

/** Asks before a row of a table goes, removes it, and says how that ended. */
export function RemoveRowDialog(props: {
  readonly method: 'collectors.remove' | 'connections.remove';
  readonly id: number;
  readonly name: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const { method, id, name, close, children } = props;
  const remove = useOrder(method);
  const act = (): void => {
    // Not by callbacks of `mutate`: those go with the dialog, before there is an answer.
    remove.mutateAsync({ id }).then(() => toastDone(`${name} was removed.`), toastError);
    close();
  };
  return (
    <RemoveDialog name={name} keep="Keep it" onRemove={act} onClose={close}>
      {children}
    </RemoveDialog>
  );
}
