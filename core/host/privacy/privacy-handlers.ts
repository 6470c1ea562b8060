/** The workspace's key and what it reveals: answered in the main thread, which alone holds it. */
import type { MethodParsed } from '../../contract/methods.ts';
import type { Grants } from '../grants.ts';
import type { OnAbort } from '../handlers.ts';
import type { Session } from '../workspace/session.ts';

export function privacyHandlers(session: Session, grants: Grants) {
  return {
    'privacy.getState': () => {
      session.require();
      return session.keys.state();
    },
    'privacy.createKey': (input: MethodParsed<'privacy.createKey'>) => session.keys.create(input),
    'privacy.unlock': (input: MethodParsed<'privacy.unlock'>) => session.keys.unlock(input),
    'privacy.lock': () => session.keys.lock(),
    'privacy.reveal': (input: MethodParsed<'privacy.reveal'>) => session.keys.reveal(input),
    'privacy.findTokens': (input: MethodParsed<'privacy.findTokens'>) => session.keys.findTokens(input),
    'privacy.revealLines': (input: MethodParsed<'privacy.revealLines'>, onAbort: OnAbort) =>
      session.keys.revealLines(input, onAbort),
    'privacy.revealActivity': (input: MethodParsed<'privacy.revealActivity'>) => session.keys.revealActivity(input),
    'privacy.revealImport': (input: MethodParsed<'privacy.revealImport'>) => session.keys.revealImport(input),
    'privacy.exportKey': (input: MethodParsed<'privacy.exportKey'>) =>
      session.keys.export(grants.path(input.token, true), input),
    'privacy.importKey': (input: MethodParsed<'privacy.importKey'>) =>
      session.keys.import(grants.path(input.token, false), input),
  };
}
