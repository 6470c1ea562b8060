import { Accordion, Select, Stack, Tabs, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ActionOption } from '../../../../core/contract/connection-actions.ts';
import { shortText } from '../../../../core/kit/visible-text.ts';
import { CONTROL_VALUES, type ControlValue } from '../../../../core/model/control.ts';
import { gapsOf } from '../../../../core/model/control-gaps.ts';
import { useConnectionActions } from '../../../data/connections.ts';
import { useControlCommands } from '../../../data/control.ts';
import { FormError } from '../../../kit/form-error.tsx';
import { Logged } from '../../../kit/logged.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { CommandView } from './command-view.tsx';
import { RunAction } from './run-action.tsx';
import { byAction, type ControlCommand } from './script.ts';
import type { RespondSubject } from './subject.ts';

type Values = Partial<Record<ControlValue, string>>;
const TYPING_MS = 250;

/**
 * What can be done about something at its provider: reviewed commands with their effect and their way back, to take away; and where a
 * connection may make changes, the same to be run through it after a dry run.
 */
export function RespondCard({ subjects }: { readonly subjects: readonly RespondSubject[] }) {
  const [chosen, setChosen] = useState(subjects[0]?.id ?? '');
  const subject = subjects.find(({ id }) => id === chosen) ?? subjects[0];
  if (subject === undefined) {
    return <p className="uc-scopeline">Only a snapshot or nothing names it: there is nothing to act upon.</p>;
  }
  return (
    <div className="uc-tabbody">
      {subjects.length > 1 && (
        <Select
          label="Account"
          description="Each app has commands of its own"
          allowDeselect={false}
          data={subjects.map(({ id, label }) => ({ value: id, label: shortText(label) }))}
          value={subject.id}
          onChange={(next) => next !== null && setChosen(next)}
        />
      )}
      <Actions key={subject.id} subject={subject} />
    </div>
  );
}

/** The actions of one subject; what is not known of it is asked for, and shared by its actions. */
function Actions({ subject }: { readonly subject: RespondSubject }) {
  const [given, setGiven] = useState<Values>({});
  const [settled] = useDebouncedValue(given, TYPING_MS);
  // What records know tells what is to be asked for; what was typed then fills the commands.
  const known = useControlCommands(subject.app, subject.values);
  const filled = useControlCommands(subject.app, { ...subject.values, ...withoutBlanks(settled) });
  const runs = useConnectionActions(subject.app);
  const options = (runs.data ?? []).filter(({ kind }) => subject.kinds.includes(kind));
  const values = { ...subject.values, ...withoutBlanks(given) };
  return (
    <Answer question={known} loading={<BoneLines lines={8} />}>
      {(all) => {
        const ofSubject = (commands: readonly ControlCommand[]): (readonly ControlCommand[])[] =>
          byAction(commands.filter(({ kind }) => subject.kinds.includes(kind)));
        const groups = ofSubject(filled.data ?? all);
        const asked = ofSubject(all);
        const inGroups = new Set(groups.map(([first]) => first?.action));
        const others = new Map(options.filter(({ action }) => !inGroups.has(action)).map((one) => [one.action, one]));
        const actions: readonly Pick<ActionProps, 'about' | 'group' | 'asked'>[] = [
          ...groups.map((group, at) => ({
            about: group[0],
            group,
            asked: asked[at]?.flatMap(({ missing }) => missing) ?? [],
          })),
          // What no command does may still be run through a connection.
          ...[...others.values()].map((about) => ({ about, group: [], asked: [] })),
        ];
        return actions.length === 0 ? (
          <p className="uc-scopeline">
            No reviewed command does anything about <Logged text={subject.label} />.
          </p>
        ) : (
          <>
            <p className="uc-scopeline">
              {options.length === 0
                ? 'Commands to take away and run where you may. Nothing is run from here; what you take or do is in the governance log.'
                : 'Run it through a connection, after a dry run, or take the command away. What you run, take or do is in the governance log.'}
            </p>
            <FormError error={filled.error} />
            <Accordion variant="separated" radius="sm" chevronPosition="left" classNames={{ item: 'uc-respond' }}>
              {actions.map(({ about, group, asked }) => (
                <Action
                  key={about?.action}
                  about={about}
                  group={group}
                  options={options.filter(({ action }) => action === about?.action)}
                  asked={asked}
                  known={subject.values}
                  where={subject.where ?? {}}
                  values={values}
                  given={given}
                  onGiven={(name, value) => setGiven({ ...given, [name]: value })}
                />
              ))}
            </Accordion>
            {gapsOf(subject.app, subject.kinds).map(({ title, reason }) => (
              <Text key={title} size="xs" c="dimmed">
                {title}: {reason}
              </Text>
            ))}
          </>
        );
      }}
    </Answer>
  );
}

interface ActionProps {
  readonly about: Pick<ControlCommand, 'action' | 'title' | 'effect'> | undefined;
  readonly group: readonly ControlCommand[];
  /** Connections through which it can be run. */
  readonly options: readonly ActionOption[];
  /** What commands need and no record says of the subject. */
  readonly asked: readonly ControlValue[];
  readonly known: Values;
  /** Where to find what is asked for. */
  readonly where: Values;
  /** Known or given. */
  readonly values: Values;
  readonly given: Values;
  readonly onGiven: (name: ControlValue, value: string) => void;
}

function Action(props: ActionProps) {
  const { about, group, options, asked, known, where, values, given, onGiven } = props;
  const [first] = group;
  if (about === undefined) return null;
  const needed = options.flatMap(({ needs }) => needs.filter((name) => known[name] === undefined));
  return (
    <Accordion.Item value={about.action}>
      <Accordion.Control>
        <Text size="sm" fw={600}>
          {about.title}
        </Text>
        <Text size="xs" c="dimmed">
          {about.effect}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="xs">
          {[...new Set([...asked, ...needed])].map((name) => (
            <TextInput
              key={name}
              size="xs"
              label={CONTROL_VALUES[name]}
              description={where[name] ?? 'No record says it: give it to make the command whole'}
              className="uc-respond__value"
              maxLength={2000}
              value={given[name] ?? ''}
              onChange={(event) => onGiven(name, event.currentTarget.value)}
            />
          ))}
          {options.map((option) => (
            <RunAction key={option.connection} option={option} values={values} />
          ))}
          {first === undefined ? null : group.length === 1 ? (
            <CommandView command={first} />
          ) : (
            <Tabs defaultValue={first.tool} keepMounted={false}>
              <Tabs.List>
                {group.map(({ tool }) => (
                  <Tabs.Tab key={tool} value={tool}>
                    {tool}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              {group.map((command) => (
                <Tabs.Panel key={command.tool} value={command.tool} pt="xs">
                  <CommandView command={command} />
                </Tabs.Panel>
              ))}
            </Tabs>
          )}
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function withoutBlanks(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
}
