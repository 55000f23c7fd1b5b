/** So many at once keep a statement short. */
const PAGE = 100
/** Ten thousand that are stuck are no backlog but a broken house; whoever walks is back within minutes anyway. */
const MOST_PAGES = 100

/**
 * What a sweep finds, page by page, each read after the last one of the page before: some that stay stuck at the front
 * never keep those behind them waiting. A walk ends, however fast new ones come.
 */
export async function* pages<T>(
  read: (after: T | null, limit: number) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  let after: T | null = null
  for (let walked = 0; walked < MOST_PAGES; walked++) {
    const page: readonly T[] = await read(after, PAGE)
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page.at(-1) ?? null
  }
}
