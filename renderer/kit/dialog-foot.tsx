import { Group, type GroupProps } from '@mantine/core';

/** A dialog's buttons: at its end, and in view however long it is. */
export function DialogFoot(props: Omit<GroupProps, 'className'>) {
  return <Group justify="flex-end" gap="xs" {...props} className="uc-dialogfoot" />;
}
