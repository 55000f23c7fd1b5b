'use client'
import { useState, useSyncExternalStore } from 'react'
import { type Levels, levelsStore } from './levels-store.ts'

/** The levels as they are now; `initial` is what the page was made with. */
export function useLevels(url: string, initial: Levels): Levels {
  const [store] = useState(() => levelsStore(url, initial))
  return useSyncExternalStore(store.subscribe, store.get, () => initial)
}
