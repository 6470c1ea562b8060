import { Switch, Text } from '@mantine/core';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { Dialog } from '../../../kit/dialog.tsx';
import { ReasonForm } from '../../../kit/privacy/reason-form.tsx';
import { usePrivateActivities } from '../../../state/private-activities.ts';

/** Setting of the activity log's table: private activities are shown only for a reason, which is written down with every view. */
export function PrivateSwitch({ onAsk }: { readonly onAsk: () => void }) {
  const { reason, hide } = usePrivateActivities();
  const canLog = useOpenWorkspace()?.readOnly === false;
  return (
    <Switch
      size="xs"
      label="Show private activities"
      disabled={!canLog}
      checked={reason !== null}
      onChange={() => (reason === null ? onAsk() : hide())}
    />
  );
}

/** Asks for the reason, once until they are hidden again. */
export function PrivateDialog({ close }: { readonly close: () => void }) {
  const show = usePrivateActivities((state) => state.show);
  return (
    <Dialog onClose={close} title="Show private activities">
      <ReasonForm
        action="Show them"
        needsKey={false}
        onReason={async (reason) => {
          show(reason);
          close();
        }}
        onCancel={close}
      >
        <Text size="sm">
          Activities of groups that were made private show in the table and the panel until you switch this off or leave
          the console. Each view that holds any is in the governance log, with your name and this reason. Timeline,
          counts and every other page go on without them.
        </Text>
      </ReasonForm>
    </Dialog>
  );
}
