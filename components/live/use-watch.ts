'use client'
import { createContext, use, useSyncExternalStore } from 'react'
import type { WatchState, WatchStore } from './watch-store.ts'

export const WatchContext = createContext<WatchStore | null>(null)

export function useWatchStore(): WatchStore {
  const store = use(WatchContext)
  if (!store) throw new Error('useWatch belongs inside a WatchRoom')
  return store
}

/** One part of the state; what `pick` answers must be stable while nothing changed. */
export function useWatch<T>(pick: (state: WatchState) => T): T {
  const store = useWatchStore()
  const get = () => pick(store.get())
  return useSyncExternalStore(store.subscribe, get, get)
}
