import type { ConnectedApp } from '../../../../core/contract/connectors.ts';
import { baseName } from '../../../kit/file-name.ts';
import { formatCount, plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { When } from '../../../kit/when.tsx';
import { hrefWithScope, navigate } from '../../../state/location.ts';

/** Where the records of a connected app came from, import by import. */
export function IngestionList({ app }: { readonly app: ConnectedApp }) {
  return (
    <ul className="uc-ingestions">
      {app.ingestions.map((one) => (
        <li key={one.importId}>
          <h3 className="uc-sectionhead">
            <button
              type="button"
              className="uc-textlink"
              onClick={() => navigate(hrefWithScope('/data/imports', { import: String(one.importId) }))}
            >
              Import {one.importId}
            </button>{' '}
            <span className="uc-figures__part">
              <When at={one.started} />
            </span>
          </h3>
          {one.truncated.length > 0 && (
            <p className="uc-first">
              Probably truncated: {one.truncated.map(baseName).join(', ')}.{' '}
              {one.truncated.length === 1 ? 'It holds' : 'They hold'} exactly as many records as exporters stop at
              without saying so. Export a shorter span of time again.
            </p>
          )}
          <dl className="uc-figures">
            <div>
              <dt>Activities of this app</dt>
              <dd className="uc-num">{formatCount(one.activities)}</dd>
            </div>
            <div>
              <dt>Records read</dt>
              <dd className="uc-num">{formatCount(one.read)}</dd>
            </div>
            <div>
              <dt>Duplicates</dt>
              <dd className="uc-num">{formatCount(one.duplicates)}</dd>
            </div>
            <div>
              <dt>Rejected</dt>
              <dd className="uc-num">{formatCount(one.rejected)}</dd>
            </div>
          </dl>
          <p className="uc-scopeline">
            <When at={one.firstEvent} /> – <When at={one.lastEvent} /> · {plural(one.files.length, 'file')}
          </p>
          <ul className="uc-filelist">
            {one.files.slice(0, 20).map((file) => (
              <li key={file}>
                <Logged text={baseName(file)} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
