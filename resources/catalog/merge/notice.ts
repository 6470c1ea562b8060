/** The catalog's notice: whose lists it draws on, and how it is put together. */
import type { ListSource } from '../import/listed.ts';
import { filesIn, readText } from './read-files.ts';

/** NOTICE.md as text. */
export function noticeText(): string {
  const rows = filesIn('listed/').map((file) => {
    const source = JSON.parse((readText(`listed/${file}`).split('\n', 1)[0] ?? '').slice(2)) as ListSource;
    const title = source.name.replace(/ \([^)]*\)$/, '');
    const version = source.version === undefined ? '' : ` ${source.version}`;
    return `| [${title}](${source.url})${version} | ${source.gives} | ${source.licence} |`;
  });
  return `# Sources of the app catalog

Names of products and companies belong to their owners and only identify them. Wording is the project's own.

## Where values come from

Every factor value names its source, the year it speaks of, and whether it is known, follows from a rule, or is inferred.

| Source | What it gives | Licence |
|---|---|---|
${rows.join('\n')}

Only names, domains and facts were taken from these lists, one list a file in \`listed/\`, re-expressed in the catalog's own
factors and categories; no description comes from them. For authored apps some of them were gone through by hand
(\`lists/\`): FedRAMP levels are the vendor's highest; for suites they were assigned to the products the authorisation covers.
Sign-on by SAML was checked against Microsoft's tutorials for Entra, seats and years of private companies against the CB Insights list, one
app at a time: of these too only the facts were taken. Where a list's "no" contradicted a hand-written "yes", the list's value was dropped.

Sources marked "(general knowledge)" are values entered by hand from what is generally known of such documents: company
records, vendors' documentation, trust pages, policies and breach disclosures. The documents were not read again for each
value, so check the vendor's own page before a decision rests on one. A value somebody doubts is left out: absence means
unknown, never "no". No certificate is ever recorded as missing.

By rule: what a category implies ("category rule", \`rules.json\`): a file store takes uploads. Inferred: the seat, from the
one country a brand works in or from the country code that all of an app's domains share; popularity, from how often sites
embed a service, its rank, or how many lists name it. The category of an app that only lists name follows from the list's
own category, the tag path of a brand, or words of its name; where none says enough it is "Unclassified".

Kinds: \`saas\`; \`consumer\` for brands and sites of private life; \`tracker\` and \`infrastructure\` for what pages load;
\`mailSender\` for companies that one list knows as senders of mail and nothing else. Lists rank them in this order.

## Editing

- \`apps/CATEGORY.ndjson\`: one authored app a line; the file is its category. The words of \`facts\` are listed in \`tokens.ts\`.
- \`lists/LIST.json\`: facts of one public list, by id of an authored app.
- \`listed/LIST.tsv\`: apps that one public list names, by domain; written by \`import/run.ts\` from the lists themselves.
- \`npm run catalog:build\` writes \`catalog.bin\` and this file. A source tree builds \`catalog.bin\` by itself when it is older than
  what it is made of; it is not kept in version control.

Where several sources speak of one factor, the hand-written value wins over lists and lists win over rules; where a list
agrees with the hand-written value, the list is cited. A domain belongs to one app; the longest suffix wins, and a name
may hold one \`*\` in its first label (\`*-my.sharepoint.com\`). Apps that only lists name are one app where they share a registered
domain, or a name that their domains carry; a domain that an authored app lists, or lies beside its hosts, is never theirs.
`;
}
