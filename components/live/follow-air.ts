import { type AirState, afterAir, airWantsRefresh } from './air-state.ts'
import { openFeed } from './open-feed.ts'

interface Desk {
  get(): AirState
  set(next: AirState): void
}

/** Keeps the desk in step with the show's feed until the returned function is called. One sits at it: nobody waits. */
export function followAir(
  desk: Desk,
  { slug, since, refresh }: { slug: string; since: number; refresh: () => void },
): () => void {
  return openFeed(slug, since, (events) => {
    const before = desk.get()
    desk.set(afterAir(before, events))
    if (airWantsRefresh(before, events)) refresh()
  })
}
