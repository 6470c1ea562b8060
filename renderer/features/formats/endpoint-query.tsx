import { Button, Code, CopyButton, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconDevices } from '@tabler/icons-react';
import { useState } from 'react';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';

/** Counted by the hour, a week of a fleet stays below advanced hunting's limit of 100,000 rows; its plain rows do not. */
const QUERY = `DeviceNetworkEvents
| where Timestamp > ago(7d)
| where ActionType in ("ConnectionSuccess", "ConnectionFailed")
| where isnotempty(RemoteUrl) or RemoteIPType == "Public"
| summarize count_ = count()
    by bin(Timestamp, 1h), DeviceName, InitiatingProcessAccountUpn,
       LocalIP, RemoteUrl, RemoteIP, ActionType`;

/** How to get endpoint logs out of Defender without meeting its export limits. */
export function EndpointQuery() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDevices size={16} stroke={1.5} />}
        onClick={() => setOpen(true)}
      >
        Export from Defender for Endpoint …
      </Button>
      {open && (
        <Dialog onClose={() => setOpen(false)} title="Export from Defender for Endpoint" size="lg">
          <Stack gap="sm">
            <Text size="sm">
              Run this query in advanced hunting and import the CSV that it exports. Connections are counted by the
              hour, so far more of them fit into an export than as single rows; each row counts as the connections it
              stands for. Devices come along, and by their local address whether they were on your network.
            </Text>
            <Code block style={{ fontVariantLigatures: 'none' }}>
              {QUERY}
            </Code>
            <DialogFoot>
              <CopyButton value={QUERY}>
                {({ copied, copy }) => (
                  <Button
                    leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} stroke={1.5} />}
                    onClick={copy}
                    data-autofocus
                  >
                    {copied ? 'Copied' : 'Copy the query'}
                  </Button>
                )}
              </CopyButton>
            </DialogFoot>
          </Stack>
        </Dialog>
      )}
    </>
  );
}
