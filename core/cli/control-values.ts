/** What an action acts on, as `name=value` on the command line. */
import { CONTROL_VALUES, type ControlValue } from '../model/control.ts';
import { UsageError } from './failure.ts';

/** @throws UsageError */
export function controlValuesOf(pairs: readonly string[]): Partial<Record<ControlValue, string>> {
  const values: Partial<Record<ControlValue, string>> = {};
  for (const pair of pairs) {
    const [, name = '', value = ''] = /^([a-zA-Z]+)=(.*)$/s.exec(pair) ?? [];
    if (!Object.hasOwn(CONTROL_VALUES, name)) {
      throw new UsageError(`--set ${pair}: give name=value with one of ${Object.keys(CONTROL_VALUES).join(', ')}.`);
    }
    values[name as ControlValue] = value;
  }
  return values;
}
