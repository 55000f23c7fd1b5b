import { openFeed } from './open-feed.ts'
import { type WatchStore, wantsRefresh } from './watch-store.ts'

/** All who watch hear of a change at once; over so long a time their pages are drawn, beside the checkouts. */
const REFRESH_WITHIN_MS = 10_000

/** Keeps the store in step with the show's feed until the returned function is called. */
export function followFeed(
  store: WatchStore,
  { slug, since, refresh }: { slug: string; since: number; refresh: () => void },
  waitMs: () => number = () => Math.random() * REFRESH_WITHIN_MS,
): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const close = openFeed(slug, since, (events, last) => {
    // One that is still to come will show this change too.
    if (wantsRefresh(store.get(), events))
      waiting ??= setTimeout(() => {
        waiting = undefined
        refresh()
      }, waitMs())
    store.hear(events, last)
  })
  return () => {
    clearTimeout(waiting)
    close()
  }
}
