/** Which of many texts contain some words, letter case ignored: one pass over all of them as one text. */
export class TextSearch {
  private readonly folded: string;
  /** Where each text begins in it, and its end. */
  private readonly starts: Uint32Array;

  constructor(texts: readonly string[]) {
    this.starts = new Uint32Array(texts.length + 1);
    const parts: string[] = [];
    let at = 0;
    for (const text of texts) {
      const folded = text.toLowerCase();
      this.starts[parts.length] = at;
      parts.push(folded);
      at += folded.length + 1;
    }
    this.starts[texts.length] = at;
    this.folded = `${parts.join('\n')}\n`;
  }

  /** 1 per text that contains the words. @param words lower case, one line */
  matching(words: string): Uint8Array {
    const { folded, starts } = this;
    const found = new Uint8Array(starts.length - 1);
    if (words === '' || words.includes('\n')) return found;
    let text = 0;
    for (let at = folded.indexOf(words); at >= 0; at = folded.indexOf(words, starts[text + 1])) {
      // Hits come in order, and a text counts once.
      while ((starts[text + 1] ?? 0) <= at) text += 1;
      found[text] = 1;
    }
    return found;
  }
}
