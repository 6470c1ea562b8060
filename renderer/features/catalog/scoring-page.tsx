import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import type { FactorWeight } from '../../../core/model/app.ts';
import { useScoring } from '../../data/catalog.ts';
import { useOrder } from '../../data/use-question.ts';
import { useOpenWorkspace } from '../../data/workspace.ts';
import { formatShare, plural } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { toastError, toastUndo } from '../../kit/toast.tsx';
import { FactorSetting, ImportanceSelect } from './factor-setting.tsx';
import { LEVELS, type Settings, sameSettings, weightOf, withCategoryWeight, withWeight } from './scoring-draft.ts';
import { ScoringPreview } from './scoring-preview.tsx';
import './catalog.css';

type Scoring = MethodOutput<'catalog.getScoring'>;

/** How much each question counts for the risk score, with what a change would do before it is saved. */
export function ScoringPage() {
  const scoring = useScoring();
  return (
    <div className="uc-page__fill">
      <Answer question={scoring} loading={<BoneLines lines={20} />}>
        {(data) => <ScoringForm key={JSON.stringify(data.settings)} scoring={data} />}
      </Answer>
    </div>
  );
}

const CATEGORIES = [
  { id: 'general', title: 'General' },
  { id: 'security', title: 'Security' },
  { id: 'compliance', title: 'Compliance' },
  { id: 'legal', title: 'Legal' },
] as const;

function ScoringForm({ scoring }: { readonly scoring: Scoring }) {
  const { settings, defaults, factors } = scoring;
  const readOnly = useOpenWorkspace()?.readOnly ?? true;
  const [draft, setDraft] = useState<Settings>(settings);
  const [words, setWords] = useState('');
  const { mutateAsync, isPending } = useOrder('catalog.setScoring');
  const changed = !sameSettings(draft, settings);
  const weigh = useCallback(
    (key: string, change: Partial<FactorWeight>) => setDraft((now) => withWeight(now, key, change)),
    [],
  );
  const save = (): void => {
    mutateAsync({ settings: sameSettings(draft, defaults) ? null : draft }).then(
      ({ previous }) => toastUndo('Every score follows these weights now.', () => mutateAsync({ settings: previous })),
      toastError,
    );
  };
  return (
    <>
      <PageHeader
        title="Score metrics"
        about="How much each question counts. A score is the weighted mean of what is known; the interval beside it is what the unknown leaves open."
        actions={
          <>
            <Button
              size="xs"
              variant="default"
              disabled={readOnly || sameSettings(draft, defaults)}
              onClick={() => setDraft(defaults)}
            >
              Restore defaults
            </Button>
            <Button size="xs" variant="default" disabled={!changed} onClick={() => setDraft(settings)}>
              Discard
            </Button>
            <Button size="xs" disabled={!changed || readOnly} loading={isPending} onClick={save}>
              Save
            </Button>
          </>
        }
      />
      <div className="uc-scoring">
        <div className="uc-scoring__factors">
          <Group gap="xs" justify="space-between">
            <TextInput
              size="xs"
              type="search"
              w={240}
              placeholder="Search factors"
              aria-label="Search factors"
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            <BandLimits draft={draft} onChange={setDraft} readOnly={readOnly} />
          </Group>
          {CATEGORIES.map(({ id, title }) => {
            const all = factors.filter((factor) => factor.category === id);
            const wanted = words.trim().toLowerCase();
            const shown = all.filter((one) => `${one.title} ${one.meaning}`.toLowerCase().includes(wanted));
            const total = all.reduce((sum, { key }) => sum + timesOf(draft, key), 0);
            return (
              <section key={id} aria-label={`${title} weights`}>
                <Group gap="sm" className="uc-scoring__head">
                  <h2 className="uc-sectionhead">{title}</h2>
                  <ImportanceSelect
                    title={title}
                    value={draft.weights.categories[id]}
                    readOnly={readOnly}
                    onChange={(next) => setDraft(withCategoryWeight(draft, id, next))}
                  />
                  <span className="uc-scopeline">
                    {plural(all.length, 'factor')}, {formatShare(categoryShare(draft, id))} of the whole score
                  </span>
                </Group>
                {shown.length > 0 && (
                  <table className="uc-factors uc-scoring__table">
                    <thead>
                      <tr>
                        <th scope="col">Factor</th>
                        <th scope="col">Importance</th>
                        <th
                          scope="col"
                          title="Ticked: unknown and not applicable values stay out of the score. Not ticked: they count as 0."
                        >
                          Exclude N/A
                        </th>
                        <th scope="col" data-numeric title="Share of the category’s weight">
                          Weight
                        </th>
                        <th scope="col" data-numeric title="Apps of the catalog that have a value">
                          Known for
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {shown.map((factor) => (
                        <FactorSetting
                          key={factor.key}
                          factor={factor}
                          {...weightOf(draft, factor.key)}
                          share={formatShare(total === 0 ? 0 : timesOf(draft, factor.key) / total)}
                          readOnly={readOnly}
                          onChange={weigh}
                        />
                      ))}
                    </tbody>
                  </table>
                )}
              </section>
            );
          })}
        </div>
        <ScoringPreview draft={draft} changed={changed} />
      </div>
    </>
  );
}

function timesOf(draft: Settings, key: string): number {
  const { importance } = weightOf(draft, key);
  return LEVELS.find(({ value }) => value === importance)?.times ?? 0;
}

function categoryShare(draft: Settings, id: (typeof CATEGORIES)[number]['id']): number {
  const times = (category: typeof id): number =>
    LEVELS.find(({ value }) => value === draft.weights.categories[category])?.times ?? 0;
  const all = CATEGORIES.reduce((sum, category) => sum + times(category.id), 0);
  return all === 0 ? 0 : times(id) / all;
}

/** Where the risk bands end, as displayed scores. */
function BandLimits({
  draft,
  readOnly,
  onChange,
}: {
  readonly draft: Settings;
  readonly readOnly: boolean;
  readonly onChange: (draft: Settings) => void;
}) {
  const { high, medium } = draft.bands;
  return (
    <Group gap="xs" role="group" aria-label="Risk bands">
      <span className="uc-scopeline">High risk up to</span>
      <NumberInput
        size="xs"
        w={60}
        min={0}
        max={medium - 1}
        clampBehavior="strict"
        allowDecimal={false}
        disabled={readOnly}
        aria-label="Highest score of the high-risk band"
        value={high}
        onChange={(next) => {
          if (typeof next === 'number') onChange({ ...draft, bands: { high: next, medium } });
        }}
      />
      <span className="uc-scopeline">medium up to</span>
      <NumberInput
        size="xs"
        w={60}
        min={high + 1}
        max={9}
        clampBehavior="strict"
        allowDecimal={false}
        disabled={readOnly}
        aria-label="Highest score of the medium band"
        value={medium}
        onChange={(next) => {
          if (typeof next === 'number') onChange({ ...draft, bands: { high, medium: next } });
        }}
      />
    </Group>
  );
}
