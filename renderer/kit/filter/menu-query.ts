/** A ready-made question, as the menu shows it. */
export interface MenuQuery {
  readonly id: string;
  readonly title: string;
  /** What it asks, in plain words or as its filter. */
  readonly logic: string;
  readonly filter: string;
}
