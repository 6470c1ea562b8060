import type { AppDetail } from '../../../../core/contract/app-detail.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { FACTOR_GROUPS } from '../../../kit/risk/factor-text.ts';
import { ScoreBar } from '../../../kit/risk/score-bar.tsx';
import { ScoreTile, scoreText } from '../../../kit/risk/score-tile.tsx';
import { AppNote } from './app-note.tsx';
import { OwnApp } from './own-app.tsx';
import { ScoreOverride } from './score-override.tsx';
import { TagControl } from './tag-control.tsx';

/** What an app is worth at a glance, and what was decided about it. */
export function AppHeader({ app }: { readonly app: AppDetail }) {
  const readOnly = useOpenWorkspace()?.readOnly ?? true;
  return (
    <div className="uc-apphead">
      <p className="uc-scopeline">
        {[app.categoryName, app.vendor, app.custom ? 'custom app' : null].filter((part) => part !== null).join(' · ')}
      </p>
      <div className="uc-apphead__score">
        <div className="uc-apphead__tile">
          <ScoreTile facts={app} large />
          <span>{app.scoreBasis === 'estimated' ? 'estimated' : app.scoreBasis === 'override' ? 'by hand' : ''}</span>
        </div>
        <div className="uc-apphead__bars">
          {FACTOR_GROUPS.map(({ id, title }) => (
            <ScoreBar key={id} title={title} facts={app[id]} width={96} />
          ))}
        </div>
      </div>
      <p className="uc-scopeline">{scoreText(app)}</p>
      {app.customTags.length > 0 && (
        <p className="uc-tagchips">
          {app.customTags.map((tag) => (
            <span key={tag} className="uc-chip">
              {tag}
            </span>
          ))}
        </p>
      )}
      <div className="uc-apphead__actions">
        <TagControl app={app} readOnly={readOnly} />
        <ScoreOverride key={app.id} app={app} readOnly={readOnly} />
        <AppNote app={app} readOnly={readOnly} />
        {app.custom && <OwnApp app={app} readOnly={readOnly} />}
      </div>
    </div>
  );
}
