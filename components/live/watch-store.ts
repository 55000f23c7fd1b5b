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
      (event.type === 'show' && event.state !== before.show && !(onAir(event.state) && onAir(before.show))),
  )
}

/** A signal that goes and comes changes no price and no line: the page says it by itself. */
function onAir(state: ShowState): boolean {
  return state === 'LIVE' || state === 'INTERRUPTED'
}

/** More than comes while the server draws a page. */
const KEPT_BATCHES = 200

/** A store outside React, so that a picture's tick draws only what shows it. */
export class WatchStore {
  #state: WatchState
  readonly #listeners = new Set<() => void>()
  /** What was heard last: a page that the server drew meanwhile may not contain it. */
  #heard: { readonly last: number; readonly events: readonly HeardEvent[] }[] = []

  constructor(initial: WatchState) {
    this.#state = initial
  }

  readonly get = (): WatchState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes feed events; after them everything up to number `last` is heard. */
  hear(events: readonly HeardEvent[], last: number): void {
    // After a reload numbers may begin anew.
    const before = events.some(({ type }) => type === 'reload') ? [] : this.#heard
    this.#heard = [...before, { last, events }].slice(-KEPT_BATCHES)
    this.set(afterFeed(this.#state, events))
  }

  /** The server drew the page anew, with everything up to `feedNumber`; the picture's own state goes on. */
  redraw(drawn: WatchState, feedNumber: number): void {
    const { pins, pictureAt, bought, viewers } = this.#state
    this.#heard = this.#heard.filter(({ last }) => last > feedNumber)
    const caughtUp = this.#heard.reduce((state, { events }) => afterFeed(state, events), drawn)
    this.set({ ...caughtUp, pins, pictureAt, bought, viewers })
  }

  set(next: WatchState): void {
    if (next === this.#state) return
    this.#state = next
    for (const listener of this.#listeners) listener()
  }
}
