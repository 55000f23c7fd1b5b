import type { HeardEvent } from './open-feed.ts'
import { afterFeed, type WatchState, wantsRefresh } from './watch-store.ts'

/** What the desk knows. Pins are the host's own, at this moment: the picture has nothing to say here. */
export interface AirState extends WatchState {
  /** Open pins' products, oldest first. */
  readonly open: readonly string[]
}

export function afterAir(state: AirState, events: readonly HeardEvent[]): AirState {
  const pins = events.findLast((event) => event.type === 'pins')
  return {
    ...afterFeed(state, events),
    open: pins ? pins.open.map(({ productId }) => productId) : state.open,
  }
}

/** Only the server can draw what changed, or nobody can say what did. */
export function airWantsRefresh(state: AirState, events: readonly HeardEvent[]): boolean {
  return wantsRefresh(state, events) || events.some(({ type }) => type === 'muted')
}

/** How the encoder is heard and what was sold, in the reader's words: the answer of `air/now`. */
export interface AirNow {
  readonly signal: {
    readonly tone: 'good' | 'late' | 'gone'
    readonly words: string
    readonly gaps: string | null
  }
  readonly sales: {
    readonly packs: string
    readonly goods: string | null
    readonly held: string | null
    readonly latest: readonly { readonly key: string; readonly words: string }[]
  }
}
