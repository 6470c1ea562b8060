/** Private activities for a person who says why: written down before they are answered, as the reveals of names are. */
import type { MethodParsed } from '../../contract/methods.ts';
import type { PrivateQuestion } from '../../services/activities/private.ts';
import type { OnAbort } from '../handlers.ts';
import type { Session } from '../workspace/session.ts';

const VERBS = {
  'activities.listPrivate': 'privacy.viewActivities',
  'activities.getPrivate': 'privacy.viewActivity',
  'activities.exportPrivate': 'privacy.exportActivities',
} as const;

export function privateActivityHandlers(session: Session) {
  const ask = async (question: PrivateQuestion, reason: string, onAbort: OnAbort) => {
    session.requireWritable();
    const { answer, found } = await session.reader.privateActivities(question, onAbort);
    if (found > 0) {
      const detail = { reason, activities: found, ...question.input };
      await session.writer('governance.log', { action: VERBS[question.method], subject: 'activities', detail });
    }
    return answer;
  };
  return {
    'activities.listPrivate': ({ reason, ...input }: MethodParsed<'activities.listPrivate'>, onAbort: OnAbort) =>
      ask({ method: 'activities.listPrivate', input }, reason, onAbort),
    'activities.getPrivate': ({ reason, ...input }: MethodParsed<'activities.getPrivate'>, onAbort: OnAbort) =>
      ask({ method: 'activities.getPrivate', input }, reason, onAbort),
    'activities.exportPrivate': ({ reason, ...input }: MethodParsed<'activities.exportPrivate'>, onAbort: OnAbort) =>
      ask({ method: 'activities.exportPrivate', input }, reason, onAbort),
  };
}
