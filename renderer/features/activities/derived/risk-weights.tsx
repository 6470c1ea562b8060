import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { MOST_RISK } from '../../../../core/model/account-risk.ts';
import { useOrder, useQuestion } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { Dialog } from '../../../kit/dialog.tsx';
import { DialogFoot } from '../../../kit/dialog-foot.tsx';
import { formatCount } from '../../../kit/format.ts';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { SmallTable } from '../../../kit/table/small-table.tsx';
import { toastError, toastUndo } from '../../../kit/toast.tsx';

type Risk = MethodOutput<'accounts.getRisk'>;
type Settings = Risk['settings'];

/** A button that opens what each factor counts for accounts' risk. */
export function RiskWeights() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        Risk weights
      </Button>
      {open && (
        <Dialog onClose={() => setOpen(false)} title="What counts for an account’s risk" size="lg">
          <Weights close={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

function Weights({ close }: { readonly close: () => void }) {
  const risk = useQuestion('accounts.getRisk', {});
  return (
    <Answer question={risk} loading={<BoneLines lines={16} />}>
      {(data) => <WeightsForm risk={data} close={close} />}
    </Answer>
  );
}

function isSame(a: Settings, b: Settings): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function WeightsForm({ risk, close }: { readonly risk: Risk; readonly close: () => void }) {
  const { settings, defaults, factors } = risk;
  const [draft, setDraft] = useState<Settings>(settings);
  const readOnly = useOpenWorkspace()?.readOnly ?? true;
  const { mutateAsync, isPending } = useOrder('accounts.setRisk');
  const { levels, points } = draft;
  const isOrdered = levels.medium < levels.high;
  const save = (): void => {
    mutateAsync({ settings: isSame(draft, defaults) ? null : draft }).then(({ previous }) => {
      close();
      toastUndo('Every account’s risk follows these weights now.', () => mutateAsync({ settings: previous }));
    }, toastError);
  };
  return (
    <>
      <p className="uc-scopeline">
        An account’s risk is the sum of the points of everything that holds for it, at most {MOST_RISK}. A factor of 0
        points is left out.
      </p>
      <Group gap="sm" mb="sm" align="flex-start">
        {(['medium', 'high'] as const).map((id) => (
          <Points
            key={id}
            label={id === 'medium' ? 'Medium from' : 'High from'}
            least={1}
            value={levels[id]}
            error={id === 'high' && !isOrdered ? 'More than medium' : null}
            readOnly={readOnly}
            onChange={(value) => setDraft({ ...draft, levels: { ...levels, [id]: value } })}
          />
        ))}
      </Group>
      <SmallTable
        label="Table of what counts"
        caption="What counts for an account’s risk"
        look="uc-weights"
        columns={['Factor', { title: 'Accounts', isFigure: true }, { title: 'Default', isFigure: true }, 'Points']}
      >
        {factors.map(({ id, title, accounts }) => (
          <tr key={id}>
            <th scope="row">{title}</th>
            <td data-align="right">{formatCount(accounts)}</td>
            <td data-align="right">{defaults.points[id]}</td>
            <td>
              <Points
                name={`Points of “${title}”`}
                least={0}
                value={points[id]}
                error={null}
                readOnly={readOnly}
                onChange={(value) => setDraft({ ...draft, points: { ...points, [id]: value } })}
              />
            </td>
          </tr>
        ))}
      </SmallTable>
      <DialogFoot>
        <Button variant="default" disabled={readOnly || isSame(draft, defaults)} onClick={() => setDraft(defaults)}>
          Restore defaults
        </Button>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button disabled={readOnly || !isOrdered || isSame(draft, settings)} loading={isPending} onClick={save}>
          Save
        </Button>
      </DialogFoot>
    </>
  );
}

function Points(props: {
  /** Shown above the field. */
  readonly label?: string;
  /** Said of a field without a label. */
  readonly name?: string;
  readonly least: number;
  readonly value: number;
  readonly error: string | null;
  readonly readOnly: boolean;
  readonly onChange: (value: number) => void;
}) {
  const { label, name, least, value, error, readOnly, onChange } = props;
  return (
    <NumberInput
      {...(label === undefined ? { 'aria-label': name ?? '' } : { label })}
      size="xs"
      w={110}
      min={least}
      max={MOST_RISK}
      allowDecimal={false}
      clampBehavior="strict"
      disabled={readOnly}
      error={error}
      value={value}
      onChange={(next) => onChange(Math.max(least, Number(next)))}
    />
  );
}
