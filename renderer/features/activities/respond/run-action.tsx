import { Alert, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type {
  ActionOption,
  ActionPlan,
  ActionRequest,
  ActionRun,
} from '../../../../core/contract/connection-actions.ts';
import { CONTROL_VALUES, type ControlValue } from '../../../../core/model/control.ts';
import { useJobOrder } from '../../../data/use-question.ts';
import { ACTION_OUTCOMES } from '../../../kit/connection-words.ts';
import { Dialog } from '../../../kit/dialog.tsx';
import { DialogFoot } from '../../../kit/dialog-foot.tsx';
import { FormError } from '../../../kit/form-error.tsx';
import { Logged } from '../../../kit/logged.tsx';
import { CommandText } from './command-view.tsx';

interface Props {
  readonly option: ActionOption;
  readonly values: Readonly<Partial<Record<ControlValue, string>>>;
}

/** Runs an action through a connection that may make changes: a dry run, then what was typed, then what came of it. */
export function RunAction({ option, values }: Props) {
  const plan = useJobOrder('connections.planAction');
  const missing = option.needs.filter((name) => (values[name] ?? '').trim() === '');
  const given = Object.fromEntries(option.needs.map((name) => [name, values[name]?.trim() ?? '']));
  const start = (): void => plan.mutate({ connection: option.connection, action: option.action, values: given });
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Button
          size="compact-sm"
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          disabled={missing.length > 0}
          loading={plan.isPending}
          onClick={start}
        >
          Run through {option.name} …
        </Button>
        <Text size="xs" c="dimmed">
          {missing.length > 0
            ? `Not known yet: ${missing.map((name) => CONTROL_VALUES[name].toLowerCase()).join(', ')}`
            : 'A dry run first: nothing is changed before you confirm it.'}
        </Text>
      </Group>
      <FormError error={plan.error} />
      {plan.data !== undefined && <RunDialog key={plan.data.plan} plan={plan.data} close={plan.reset} />}
    </Stack>
  );
}

/** What would be sent, and what is to be typed before it is. */
function RunDialog({ plan, close }: { readonly plan: ActionPlan; readonly close: () => void }) {
  const [typed, setTyped] = useState('');
  const run = useJobOrder('connections.runAction');
  const isTyped = typed.normalize('NFC').trim() === plan.target;
  const state = stateText(plan.state);
  if (run.data !== undefined) return <ResultDialog run={run.data} close={close} />;
  return (
    <Dialog onClose={close} size="lg" title={`Dry run: ${plan.title}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isTyped) run.mutate({ plan: plan.plan, confirm: typed });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{plan.effect} Nothing was changed yet.</Text>
          <Part title="Now at the provider">{state === '' ? 'Its API does not tell.' : <Logged text={state} />}</Part>
          <Part title="Request">
            <Request request={plan.request} label="Request to be sent" />
          </Part>
          <Part title="Way back">
            {plan.undo === null ? plan.noWayBack : <Request request={plan.undo} label="Request that takes it back" />}
          </Part>
          <Text size="xs" c="dimmed">
            Needs {plan.permission}. It is written into the governance log before it is sent.
          </Text>
          {plan.isDone === true ? (
            <Alert color="teal">It is so already: there is nothing to run.</Alert>
          ) : (
            <TextInput
              label={
                <>
                  Type <Code>{plan.target}</Code> to run it
                </>
              }
              aria-label={`Type ${plan.target} to run it`}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <FormError error={run.error} />
          <DialogFoot>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            {plan.isDone !== true && (
              <Button type="submit" disabled={!isTyped} loading={run.isPending}>
                Run
              </Button>
            )}
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}

function ResultDialog({ run, close }: { readonly run: ActionRun; readonly close: () => void }) {
  const undo = useJobOrder('connections.planUndo');
  const [text, color] = ACTION_OUTCOMES[run.outcome];
  const after = stateText(run.after);
  if (undo.data !== undefined) return <RunDialog key={undo.data.plan} plan={undo.data} close={close} />;
  return (
    <Dialog onClose={close} size="lg" title={`${run.title}: ${run.target}`}>
      <Stack gap="sm">
        <Alert color={color} title={text}>
          <Logged text={run.message} />
        </Alert>
        {after !== '' && (
          <Part title="Afterwards at the provider">
            <Logged text={after} />
          </Part>
        )}
        <FormError error={undo.error} />
        <DialogFoot>
          {run.canUndo && (
            <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate({ run: run.id })}>
              Take it back …
            </Button>
          )}
          <Button onClick={close}>Close</Button>
        </DialogFoot>
      </Stack>
    </Dialog>
  );
}

/** What the provider says of the thing acted upon; empty when it says nothing. */
function stateText(state: ActionPlan['state']): string {
  return Object.entries(state ?? {})
    .map(([label, value]) => `${label}: ${value}`)
    .join(' · ');
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <div>{children}</div>
    </div>
  );
}

function Request({ request, label }: { readonly request: ActionRequest; readonly label: string }) {
  const { method, url, headers, body } = request;
  const lines = [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return <CommandText text={[...lines, ...(body === null ? [] : ['', body])].join('\n')} label={label} />;
}
