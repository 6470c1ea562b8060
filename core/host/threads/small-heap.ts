/** For threads whose objects die young, beside buffers outside the heap: larger heaps only wait longer to be swept. */
export const SMALL_HEAP = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 4096 };

/** For readers: what they make to answer with dies young too, what they keep is copied little, and pages that a young generation once took stay taken. */
export const READER_HEAP = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 4096 };
