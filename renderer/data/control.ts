import type { ControlValue } from '../../core/model/control.ts';
import { useQuestion } from './use-question.ts';

/** Reviewed commands of an app, filled with what is known; nothing is run. */
export function useControlCommands(app: string, values: Readonly<Partial<Record<ControlValue, string>>>) {
  return useQuestion('control.commandsFor', { app, values });
}
