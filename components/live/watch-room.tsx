'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { openFeed } from './open-feed.ts'
import { WatchContext } from './use-watch.ts'
import { afterFeed, type WatchState, WatchStore, wantsRefresh } from './watch-store.ts'

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

  // A refresh drew the page anew: its stock and chat count from there, the picture's own state goes on.
  useEffect(() => {
    const { pins, pictureAt, bought, viewers } = store.get()
    store.set({ ...initial, pins, pictureAt, bought, viewers })
  }, [store, initial])

  useEffect(
    () =>
      openFeed(slug, feedNumber, (events) => {
        const refresh = wantsRefresh(store.get(), events)
        store.set(afterFeed(store.get(), events))
        if (refresh) router.refresh()
      }),
    [store, router, slug, feedNumber],
  )

  return <WatchContext value={store}>{children}</WatchContext>
}
