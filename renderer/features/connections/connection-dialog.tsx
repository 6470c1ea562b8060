import {
  Button,
  Group,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { ConnectionProvider, ConnectionRow } from '../../../core/contract/connections.ts';
import { useKeyFirst } from '../../data/use-key-first.ts';
import { useOrder } from '../../data/use-question.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { FormError } from '../../kit/form-error.tsx';
import { KeyFirstField } from '../../kit/privacy/key-first-field.tsx';
import { toastDone } from '../../kit/toast.tsx';

interface DialogProps {
  readonly providers: readonly ConnectionProvider[];
  /** The connection to change; null for a new one. */
  readonly row: ConnectionRow | null;
  readonly close: () => void;
}

type Setting = ConnectionProvider['settings'][number];

const defaultFeeds = (provider: ConnectionProvider | undefined): string[] =>
  provider?.feeds.filter(({ isDefault }) => isDefault).map(({ id }) => id) ?? [];

/** Connects an app, or changes a connection. Secrets go in and never come back. */
export function ConnectionDialog({ providers, row, close }: DialogProps) {
  const [id, setId] = useState(row?.config.provider ?? providers[0]?.id ?? '');
  const provider = providers.find((one) => one.id === id);
  const [name, setName] = useState(row?.config.name ?? '');
  const [feeds, setFeeds] = useState<readonly string[]>(row?.config.feeds ?? defaultFeeds(provider));
  const [values, setValues] = useState<Readonly<Record<string, string>>>(row?.config.settings ?? {});
  const [minutes, setMinutes] = useState(row?.config.intervalMinutes ?? 30);
  const [days, setDays] = useState(row?.config.lookBackDays ?? 7);
  const [listings, setListings] = useState<readonly string[]>(row?.config.listings ?? []);
  const [writes, setWrites] = useState(row?.config.writes ?? false);
  const create = useOrder('connections.create');
  const update = useOrder('connections.update');
  const enable = useOrder('connections.enable');
  // Credentials for changes are asked for only where changes may be made.
  const settings = (provider?.settings ?? []).filter(({ isForChanges }) => writes || !isForChanges);
  const isKept = (setting: Setting): boolean =>
    row?.hasSecrets === true && (!setting.isForChanges || row.config.writes);
  const given = (isSecret: boolean): Record<string, string> =>
    Object.fromEntries(
      settings.flatMap((one) => {
        const value = values[one.key]?.trim() ?? '';
        return one.isSecret === isSecret && value !== '' ? [[one.key, value]] : [];
      }),
    );
  const secrets = given(true);
  const hasNewSecrets = row === null || Object.keys(secrets).length > 0;
  const key = useKeyFirst(hasNewSecrets);
  const missing = settings.find(
    (setting) =>
      !setting.isOptional && !(setting.isSecret && isKept(setting)) && (values[setting.key] ?? '').trim() === '',
  );
  const title = name.trim() === '' ? (provider?.title ?? '') : name.trim();
  const error = create.error ?? update.error ?? enable.error ?? key.error;
  const isBusy = key.isBusy || [create, update, enable].some(({ isPending }) => isPending);
  const submit = async (): Promise<void> => {
    try {
      await key.ready();
      const common = {
        name: title,
        settings: given(false),
        feeds: [...feeds],
        intervalMinutes: minutes,
        writes,
        listings: [...listings],
      };
      if (row === null) {
        const made = await create.mutateAsync({ ...common, provider: id, stream: title, lookBackDays: days, secrets });
        await enable.mutateAsync({ id: made.id, enabled: true });
      } else await update.mutateAsync({ ...common, id: row.id, ...(hasNewSecrets ? { secrets } : {}) });
      toastDone(row === null ? `${title} is connected and pulled from now on.` : `${title} was changed.`);
      close();
    } catch {
      // Shown in the form.
    }
  };
  const choose = (chosen: string): void => {
    setId(chosen);
    setValues({});
    setWrites(false);
    setListings([]);
    setFeeds(defaultFeeds(providers.find((one) => one.id === chosen)));
  };
  const field = (setting: Setting) => (
    <SettingField
      key={setting.key}
      setting={setting}
      isKept={isKept(setting)}
      value={values[setting.key] ?? ''}
      onChange={(value) => setValues({ ...values, [setting.key]: value })}
    />
  );
  return (
    <Dialog onClose={close} size="lg" title={row === null ? 'Connect an app' : `Change ${row.config.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <Group grow align="start" gap="sm">
            <Select
              label="Provider"
              allowDeselect={false}
              searchable
              disabled={row !== null}
              data={providers.map((one) => ({ value: one.id, label: one.title }))}
              value={id}
              onChange={(value) => value !== null && choose(value)}
            />
            <TextInput
              label="Name"
              maxLength={100}
              placeholder={provider?.title ?? ''}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </Group>
          <Text size="sm">{provider?.setup}</Text>
          {settings.filter(({ isForChanges }) => !isForChanges).map(field)}
          <MultiSelect
            label="Logs to read"
            data={provider?.feeds.map((feed) => ({ value: feed.id, label: feed.title })) ?? []}
            value={[...feeds]}
            onChange={setFeeds}
          />
          {provider !== undefined && provider.listings.length > 0 && (
            <MultiSelect
              label="Lists twice a day"
              description={
                provider.listings
                  .filter((one) => listings.includes(one.id))
                  .map((one) => `${one.title} needs ${one.permission}.`)
                  .join(' ') || 'What is there now, beside what happened: it shows in accounts and files.'
              }
              data={provider.listings.map((one) => ({ value: one.id, label: one.title }))}
              value={[...listings]}
              onChange={setListings}
            />
          )}
          <Group grow align="start" gap="sm">
            <NumberInput
              label="Minutes between pulls"
              min={5}
              max={10_080}
              value={minutes}
              onChange={(value) => setMinutes(Math.max(5, Number(value)))}
            />
            {row === null && (
              <NumberInput
                label="Days back at first"
                min={1}
                max={365}
                value={days}
                onChange={(value) => setDays(Math.max(1, Number(value)))}
              />
            )}
          </Group>
          {provider?.changes && (
            <Switch
              label="May make changes"
              description={
                writes
                  ? provider.changes.setup
                  : 'Off: it only reads. On: actions on accounts, files and apps can be run through it, each after a dry run.'
              }
              checked={writes}
              onChange={(event) => setWrites(event.currentTarget.checked)}
            />
          )}
          {settings.filter(({ isForChanges }) => isForChanges).map(field)}
          <KeyFirstField {...key} />
          <FormError error={error} />
          <DialogFoot>
            {missing !== undefined && <span className="uc-collect__missing">{missing.label} is missing.</span>}
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" disabled={missing !== undefined || feeds.length === 0} loading={isBusy}>
              {row === null ? 'Connect' : 'Save'}
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}

interface FieldProps {
  readonly setting: Setting;
  /** A secret is kept already; an empty field leaves it. */
  readonly isKept: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function SettingField({ setting, isKept, value, onChange }: FieldProps) {
  const { label, hint, isSecret, isOptional, isLong } = setting;
  const kept = isSecret && isKept;
  const common = {
    label,
    value,
    required: !isOptional && !kept,
    placeholder: kept ? 'Kept; empty leaves it' : hint,
    autoComplete: 'off',
    spellCheck: false,
  };
  if (isSecret && isLong) {
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={5}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (isSecret) return <PasswordInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />;
  return <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />;
}
