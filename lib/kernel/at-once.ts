/** Does `work` for every item, so many at once; a throw ends it once those in hand are done, and is handed on. */
export async function atOnce<T>(
  most: number,
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  // All hands take from one pile.
  const pile = [...items].reverse()
  const hand = async () => {
    for (let item = pile.pop(); item !== undefined; item = pile.pop()) await work(item)
  }
  const done = await Promise.allSettled(Array.from({ length: most }, hand))
  for (const one of done) if (one.status === 'rejected') throw one.reason
}
