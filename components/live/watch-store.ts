import type { PinRange } from '#components/player/pin-ranges.ts'
import type { ShowState } from '#lib/live/model.ts'
import type { HeardEvent } from './open-feed.ts'
import type { ChatLine } from './watch-view.ts'

/** What changes on a watch page while it is open. */
export interface WatchState {
  readonly show: ShowState
  readonly viewers: number | null
  /** Packs left, by variant. */
  readonly available: Readonly<Record<string, number>>
  readonly chat: readonly ChatLine[]
  /** The pins of the picture on screen, newest first; the host's own moment plays no part here. */
  readonly pins: readonly PinRange[]
  /** Capture time of the picture on screen, milliseconds. */
  readonly pictureAt: number | null
  /** The last thing that somebody bought; `count` tells two of the same apart. */
  readonly bought: { readonly productId: string; readonly quantity: number; readonly count: number } | null
}

/** So many lines stay: nobody scrolls back further in a live chat, and the page stays light. */
const CHAT_LINES = 200

/** The state after feed events, in their order. Events that change the page's frame are `wantsRefresh`'s. */
export function afterFeed(state: WatchState, events: readonly HeardEvent[]): WatchState {
  return events.reduce(afterEvent, state)
}

function afterEvent(state: WatchState, event: HeardEvent): WatchState {
  switch (event.type) {
    case 'stock': {
      const news = event.variants.map(({ id, available }) => [id, available] as const)
      return { ...state, available: { ...state.available, ...Object.fromEntries(news) } }
    }
    case 'show':
      return { ...state, show: event.state }
    case 'viewers':
      return { ...state, viewers: event.count }
    case 'chat': {
      if (state.chat.some(({ id }) => id === event.id)) return state
      const { id, authorId, nickname, part, text } = event
      return { ...state, chat: [...state.chat, { id, authorId, nickname, part, text }].slice(-CHAT_LINES) }
    }
    case 'chat-deleted':
      return { ...state, chat: state.chat.filter(({ id }) => !event.ids.includes(id)) }
    case 'bought':
      return {
        ...state,
        bought: {
          productId: event.productId,
          quantity: event.quantity,
          count: (state.bought?.count ?? 0) + 1,
        },
      }
    default:
      return state
  }
}

/** The line-up or the show itself changed in a way that only the server can draw. */
export function wantsRefresh(before: WatchState, events: readonly HeardEvent[]): boolean {
  return events.some(
    (event) =>
      event.type === 'reload' ||
      event.type === 'line-up' ||
      (event.type === 'show' && event.state !== before.show),
  )
}

/** A store outside React, so that a picture's tick draws only what shows it. */
export class WatchStore {
  #state: WatchState
  readonly #listeners = new Set<() => void>()

  constructor(initial: WatchState) {
    this.#state = initial
  }

  readonly get = (): WatchState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(next: WatchState): void {
    if (next === this.#state) return
    this.#state = next
    for (const listener of this.#listeners) listener()
  }
}
