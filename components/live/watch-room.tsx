'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { followFeed } from './follow-feed.ts'
import { WatchContext } from './use-watch.ts'
import { type WatchState, WatchStore } from './watch-store.ts'

type Props = {
  slug: string
  /** What the server drew, and the feed number that it already contains. */
  initial: WatchState
  feedNumber: number
  children: ReactNode
}

/** Keeps what the server drew in step with the feed. Without JavaScript the page stays as it was drawn. */
export function WatchRoom({ slug, initial, feedNumber, children }: Props) {
  const [store] = useState(() => new WatchStore(initial))
  const router = useRouter()

  useEffect(() => store.redraw(initial, feedNumber), [store, initial, feedNumber])

  // Only where a line begins: a page that is drawn anew has heard what came meanwhile, and keeps its line.
  const since = useRef(feedNumber)
  since.current = feedNumber
  useEffect(
    () => followFeed(store, { slug, since: since.current, refresh: () => router.refresh() }),
    [store, router, slug],
  )

  return <WatchContext value={store}>{children}</WatchContext>
}
