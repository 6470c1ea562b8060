/** For threads whose objects die young, beside buffers outside the heap: larger heaps only wait longer to be swept. */
export const SMALL_HEAP = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 4096 };
