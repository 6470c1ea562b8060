/** accounts risk: what each factor counts for an account's risk, and where the levels begin. */
import type { Command } from 'commander';
import { riskSettings } from '../../contract/account-risk.ts';
import { MOST_RISK, RISK_FACTOR_IDS } from '../../model/account-risk.ts';
import type { CommandContext } from '../context.ts';
import { UsageError } from '../failure.ts';
import { humanNumber } from '../human.ts';
import { textTable } from '../text-table.ts';
import { type WordOptions, withWorkspace, word } from '../workspace-word.ts';

interface RiskOptions extends WordOptions {
  readonly set?: readonly string[];
  readonly defaults?: boolean;
}

const LEVELS = ['medium', 'high'] as const;
const SETTABLE = [...RISK_FACTOR_IDS, ...LEVELS].join(', ');

export function addAccountsRisk(accounts: Command, context: CommandContext): void {
  word(accounts, 'risk', 'what each factor counts for the risk of accounts, and where its levels begin')
    .option('--set <name=points...>', `points of a factor, or the least of a level: ${SETTABLE}`)
    .option('--defaults', 'give the defaults back, before --set')
    .action((options: RiskOptions) => risk(options, context));
}

async function risk(options: RiskOptions, context: CommandContext): Promise<void> {
  const { set = [], defaults = false } = options;
  const isChange = defaults || set.length > 0;
  await withWorkspace(context, options, !isChange, async (session) => {
    const known = await session.call('accounts.getRisk', {});
    const settings = structuredClone(defaults ? known.defaults : known.settings);
    for (const one of set) {
      const [name = '', value = ''] = one.split('=');
      const factor = RISK_FACTOR_IDS.find((id) => id === name);
      const level = LEVELS.find((id) => id === name);
      if (!/^\d{1,3}$/.test(value) || Number(value) > MOST_RISK || (factor ?? level) === undefined)
        throw new UsageError(`"${one}" sets nothing. Write name=points, 0 to ${MOST_RISK}, of: ${SETTABLE}.`);
      if (factor !== undefined) settings.points[factor] = Number(value);
      if (level !== undefined) settings.levels[level] = Number(value);
    }
    const checked = riskSettings.safeParse(settings);
    if (!checked.success) throw new UsageError(checked.error.issues.map(({ message }) => message).join(' '));
    const isDefault = JSON.stringify(settings) === JSON.stringify(known.defaults);
    if (isChange) await session.call('accounts.setRisk', { settings: isDefault ? null : settings });
    if (options.json === true) return context.out.json(settings);
    const rows = known.factors.map(({ id, title, accounts }) => [
      id,
      title,
      humanNumber(settings.points[id]),
      humanNumber(accounts),
    ]);
    await context.out.write(
      textTable(
        [
          { title: 'FACTOR' },
          { title: 'MEANING' },
          { title: 'POINTS', align: 'right' },
          { title: 'ACCOUNTS', align: 'right' },
        ],
        rows,
      ),
    );
    await context.out.line(LEVELS.map((level) => `${level} from ${settings.levels[level]}`).join(', '));
  });
}
