import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { visibleText } from '../../../core/kit/visible-text.ts';
import { type NameLookup, useNameLookup } from '../../data/names.ts';
import { useDisplayZone } from '../../kit/display-zone.tsx';
import { errorLine } from '../../kit/error-text.ts';
import { fromWallText } from '../../kit/wall-time.ts';

/** What an address stood for at a time, and on what basis. */
export function LookupCard() {
  const zone = useDisplayZone();
  const [address, setAddress] = useState('');
  const [time, setTime] = useState('');
  const [client, setClient] = useState('');
  const [asked, setAsked] = useState<NameLookup | null>(null);
  const answer = useNameLookup(asked);
  const at = fromWallText(time, zone);
  const found = answer.data === undefined ? [] : Object.entries(answer.data);
  return (
    <section className="uc-card" aria-label="Look up an address">
      <Title order={2} size="h4">
        Look up an address
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (at !== null && address.trim() !== '') setAsked({ address: address.trim(), at, client: client.trim() });
        }}
      >
        <Group gap="sm" align="flex-end" mt="xs">
          <TextInput
            label="Address"
            placeholder="10.0.0.5"
            maxLength={64}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <TextInput
            label={`Time (${zone})`}
            placeholder="2026-03-02 08:00"
            maxLength={19}
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
          <TextInput
            label="As seen by client"
            placeholder="any"
            maxLength={64}
            value={client}
            onChange={(event) => setClient(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={at === null || address.trim() === ''}>
            Look up
          </Button>
        </Group>
      </form>
      <div role="status">
        {answer.error !== null && <Text c="red">{errorLine(answer.error)}</Text>}
        {found.length > 0 && found.every(([, name]) => name === null) && (
          <Text c="dimmed" mt="xs">
            Nothing names it at that time, or not clearly.
          </Text>
        )}
        {found.some(([, name]) => name !== null) && (
          <dl className="uc-facts">
            {found.map(
              ([kind, name]) =>
                name !== null && (
                  <div key={kind}>
                    <dt>{kind.charAt(0).toUpperCase() + kind.slice(1)}</dt>
                    <dd>
                      {visibleText(name.value)} – {name.basis}, name evidence {name.evidence}
                    </dd>
                  </div>
                ),
            )}
          </dl>
        )}
      </div>
    </section>
  );
}
