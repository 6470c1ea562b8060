import { useDebouncedValue } from '@mantine/hooks';
import type { RiskBand } from '../../../core/model/app.ts';
import { useScoringPreview } from '../../data/catalog.ts';
import { BAND_STYLE } from '../../kit/charts/palette.ts';
import { Swatch } from '../../kit/charts/patterns.tsx';
import { formatCount, MISSING, plural } from '../../kit/format.ts';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { usePanels } from '../../state/panels.ts';
import type { Settings } from './scoring-draft.ts';

const TYPING_MS = 120;
const BANDS: readonly RiskBand[] = ['high', 'medium', 'low', 'unscored'];

/** What the draft does to the apps in use, before it is saved. */
export function ScoringPreview({ draft, changed }: { readonly draft: Settings; readonly changed: boolean }) {
  const [settled] = useDebouncedValue(draft, TYPING_MS);
  const preview = useScoringPreview(settled);
  return (
    <aside className="uc-scoring__preview" aria-label="Preview">
      <h2 className="uc-sectionhead">Apps in use, before and after</h2>
      <Answer question={preview} loading={<BoneLines lines={8} />}>
        {(data) =>
          data.apps === 0 ? (
            <p className="uc-scopeline">No imported log has met an app yet, so nothing would change.</p>
          ) : (
            <>
              <table className="uc-factors">
                <thead>
                  <tr>
                    <th scope="col">Risk</th>
                    <th scope="col" data-numeric>
                      Now
                    </th>
                    <th scope="col" data-numeric>
                      Then
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {BANDS.map((band) => (
                    <tr key={band}>
                      <th scope="row">
                        <span className="uc-appcell">
                          <Swatch style={BAND_STYLE[band]} />
                          {BAND_STYLE[band].label}
                        </span>
                      </th>
                      <td data-numeric>{formatCount(data.before[band])}</td>
                      <td data-numeric>{formatCount(data.after[band])}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p className="uc-scopeline" aria-live="polite">
                {changed
                  ? `${plural(data.changed, 'app')} of ${formatCount(data.apps)} would change band. Nothing is saved yet.`
                  : `${plural(data.apps, 'app')} in use. Change a weight to see what it does.`}
              </p>
              <ul className="uc-alternatives uc-scoring__changes">
                {data.changes.map((change) => (
                  <li key={change.id}>
                    <button
                      type="button"
                      className="uc-textlink uc-ellipsis"
                      onClick={() => usePanels.getState().show({ kind: 'app', key: change.id, title: change.name })}
                    >
                      {change.name}
                    </button>
                    <span className="uc-num uc-appcell">
                      {change.before ?? MISSING} <Swatch style={BAND_STYLE[change.bandBefore]} /> →{' '}
                      {change.after ?? MISSING} <Swatch style={BAND_STYLE[change.bandAfter]} />
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Answer>
    </aside>
  );
}
