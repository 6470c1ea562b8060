/**
 * How commands write down what they are about to change, in files of the folder they run in. Guarantees: a file holds all of what was read
 * or does not exist; nothing is changed where nothing could be read; a second run, or one about something else, takes nothing of it away.
 */

/** A POSIX command that writes what it reads into a file. */
export type WriteTo = (path: string) => string;

/** @param command prints what it reads */
export function printed(command: string): WriteTo {
  return (path) => `${command} > ${path}`;
}

/**
 * How something is: a file of what it is now, which the command goes by, and one of what it was before the first run, which the way back
 * restores and then removes. Nothing read is an empty file.
 */
export class KeptState {
  readonly now: string;
  readonly before: string;
  readonly save: string;

  /** @param about the value that names the files, with their ending, such as `{file:name}.json` */
  constructor(name: string, about: string, write: WriteTo) {
    this.now = `${name}-now-${about}`;
    this.before = `${name}-before-${about}`;
    const part = `${this.now}.part`;
    const keep = `{ test -e ${this.before} || { cp ${this.now} ${part} && mv ${part} ${this.before}; }; }`;
    this.save = `${write(part)} && mv ${part} ${this.now} && ${keep}`;
  }

  /** A way back that was never needed says that there is no such file. */
  restore(command: string): string {
    return `ls ${this.before} > /dev/null && ${command} && rm -f ${this.before}`;
  }
}

/**
 * What is taken away: a file for each run, which the command names `"$list"`. The way back goes through all of them, that of the first run
 * last, so that it has the last word, and removes each that it has restored.
 */
export class KeptLists {
  readonly save: string;
  readonly #name: string;
  readonly #ending: string;

  /** @param about the value that names the files, such as `{file:name}` */
  constructor(name: string, about: string, ending: 'csv' | 'json', write: WriteTo) {
    this.#name = `${name}+${about}+`;
    this.#ending = ending;
    this.save =
      // Two runs of one second wait for each other's name.
      `until list=${this.#name}$(date -u +%Y%m%dT%H%M%SZ).${ending}; test ! -e "$list"; do sleep 1; done && ` +
      `${write('"$list.part"')} && mv "$list.part" "$list"`;
  }

  /** @param command restores what `"$list"` holds, and fails where it cannot */
  restore(command: string): string {
    return (
      `ls -r ${this.#name}*.${this.#ending} | ( while IFS= read -r list; do ` +
      `{ ${command}; } < /dev/null && rm "$list" || exit 1; done )`
    );
  }
}

/** @param each runs for each line that `lines` prints, read into `names`; one that fails ends it */
export function forEachLine(lines: string, names: string, each: string): string {
  return `${lines} | ( while read -r ${names}; do ${each} < /dev/null || exit 1; done )`;
}

/** The same for PowerShell: what `value` is before the first run, in a file that the way back reads and removes. */
export class KeptObject {
  readonly before: string;

  /** @param about the value that names the file, such as `{user:name}` */
  constructor(name: string, about: string) {
    this.before = `'${name}-before-${about}.json'`;
  }

  /** @param value an expression; whatever fails in it has to stop the line */
  save(value: string): string {
    return (
      `if (-not (Test-Path -LiteralPath ${this.before})) { ConvertTo-Json -Depth 8 -InputObject ${value} | ` +
      `Set-Content -LiteralPath (${this.before} + '.part') -ErrorAction Stop; ` +
      `Move-Item -LiteralPath (${this.before} + '.part') -Destination ${this.before} -ErrorAction Stop }`
    );
  }

  /** @param command goes by `$kept` */
  restore(command: string): string {
    return `$kept = Get-Content -LiteralPath ${this.before} -Raw -ErrorAction Stop | ConvertFrom-Json; ${command}; Remove-Item -LiteralPath ${this.before}`;
  }
}

/** The same for PowerShell: what each run takes away, in a file of its own. */
export class KeptObjects {
  readonly #name: string;

  /** @param about the value that names the files, such as `{file:name}` */
  constructor(name: string, about: string) {
    this.#name = `'${name}+${about}+`;
  }

  /** @param value an expression of an array */
  save(value: string): string {
    return (
      `ConvertTo-Json -Depth 8 -InputObject @(${value}) | Tee-Object -ErrorAction Stop ` +
      `-FilePath (${this.#name}' + (Get-Date).ToUniversalTime().ToString('yyyyMMddTHHmmss.fffZ') + '.json')`
    );
  }

  /** @param command goes by `$kept`, one of what was taken away */
  restore(command: string): string {
    return (
      `Get-ChildItem -Path . -ErrorAction Stop | Where-Object { $_.Name.StartsWith(${this.#name}') -and $_.Extension -eq '.json' } | ` +
      `Sort-Object Name -Descending | ForEach-Object { $list = $_; ` +
      `(Get-Content -LiteralPath $list.FullName -Raw | ConvertFrom-Json) | ForEach-Object { $kept = $_; ${command} }; ` +
      'Remove-Item -LiteralPath $list.FullName }'
    );
  }
}
