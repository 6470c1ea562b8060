/** Questions whose answers hold private activities: asked by a person who gave a reason, which the caller writes down. */

import { EXPORT_LIMIT } from '../../contract/activities.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { exportActivities } from './export.ts';
import { getActivity } from './get.ts';
import { firstOf, listActivities } from './list.ts';
import { matchingOf } from './question.ts';

type PrivateMethod = 'activities.listPrivate' | 'activities.getPrivate' | 'activities.exportPrivate';
export type PrivateQuestion = {
  [M in PrivateMethod]: { readonly method: M; readonly input: Omit<MethodParsed<M>, 'reason'> };
}[PrivateMethod];

export interface PrivateAnswer {
  readonly answer: MethodOutput<PrivateMethod>;
  /** Private activities in it. */
  readonly found: number;
}

export function answerPrivate(view: WorkspaceView, question: PrivateQuestion, cancelled: () => boolean): PrivateAnswer {
  switch (question.method) {
    case 'activities.listPrivate': {
      const answer = listActivities(view, question.input, cancelled, 'all');
      return { answer, found: answer.rows.filter(({ isPrivate }) => isPrivate).length };
    }
    case 'activities.getPrivate': {
      const answer = getActivity(view, question.input.ref, 'all');
      return { answer, found: [answer.row, ...answer.sameEvent].filter(({ isPrivate }) => isPrivate).length };
    }
    case 'activities.exportPrivate': {
      const answer = exportActivities(view, question.input, cancelled, 'all');
      const matching = matchingOf(view, question.input, 'all');
      const rows = firstOf(view.activities, matching, { count: EXPORT_LIMIT, newest: true, cancelled });
      return { answer, found: rows.filter(({ block, row }) => view.activities.isPrivate(block, row)).length };
    }
  }
}
