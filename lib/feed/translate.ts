import 'server-only'
import type { LevelChanged } from '#lib/inventory/events.ts'
import type { DomainEvent } from '#lib/kernel/outbox.ts'
import type { LiveEvent } from '#lib/live/events.ts'
import type { ChatLine, PinView, ShowState } from '#lib/live/model.ts'
import type { FeedEvent } from './events.ts'

/** What must be read before a batch of events can be told to viewers. */
export interface Wanted {
  readonly shows: readonly string[]
  readonly messages: readonly string[]
  readonly variantIds: readonly string[]
  readonly orderIds: readonly string[]
}

/** What was read, after the events were committed: states are as they are now, which is never older than the event. */
export interface Facts {
  readonly states: ReadonlyMap<string, ShowState>
  readonly openPins: ReadonlyMap<string, readonly PinView[]>
  readonly messages: ReadonlyMap<string, ChatLine & { readonly deleted: boolean }>
  /** Which shows show which of the variants. */
  readonly shown: readonly { readonly showId: string; readonly variantId: string }[]
  readonly available: ReadonlyMap<string, number>
  readonly sold: readonly {
    readonly orderId: string
    readonly showId: string
    readonly productId: string
    readonly quantity: number
  }[]
}

/** The kinds that viewers are told of. */
type Told = LiveEvent | LevelChanged | { readonly type: 'orders.paid'; readonly orderId: string }

export function wantedFor(events: readonly DomainEvent[]): Wanted {
  const shows = new Set<string>()
  const messages = new Set<string>()
  const variantIds = new Set<string>()
  const orderIds = new Set<string>()
  for (const event of events as readonly Told[]) {
    if (event.type === 'live.show-changed' || event.type === 'live.pins-changed') shows.add(event.showId)
    else if (event.type === 'live.chat-posted') messages.add(event.messageId)
    else if (event.type === 'inventory.level-changed') for (const id of event.variantIds) variantIds.add(id)
    else if (event.type === 'orders.paid') orderIds.add(event.orderId)
  }
  return { shows: [...shows], messages: [...messages], variantIds: [...variantIds], orderIds: [...orderIds] }
}

/**
 * Domain events as what viewers see change, per show, in the order in which they happened. Within the batch a state
 * is told once, at its last change: chat and purchases are told one by one.
 */
export function translate(events: readonly DomainEvent[], facts: Facts): Map<string, FeedEvent[]> {
  const told = new Map<string, FeedEvent[]>()
  const tell = (showId: string, event: FeedEvent) => {
    const list = told.get(showId)
    if (list) list.push(event)
    else told.set(showId, [event])
  }
  const state = new StateOnce()
  for (const event of events as readonly Told[]) {
    switch (event.type) {
      case 'live.chat-posted': {
        const line = facts.messages.get(event.messageId)
        if (line && !line.deleted) tell(event.showId, chatEvent(line))
        break
      }
      case 'live.chat-deleted':
        tell(event.showId, { type: 'chat-deleted', ids: [...event.messageIds] })
        break
      case 'live.muted':
        tell(event.showId, { type: 'muted', authorId: event.authorId })
        break
      case 'orders.paid':
        for (const { showId, productId, quantity } of facts.sold.filter(
          ({ orderId }) => orderId === event.orderId,
        ))
          tell(showId, { type: 'bought', productId, quantity })
        break
      case 'live.show-changed':
      case 'live.pins-changed':
      case 'live.line-up-changed':
        state.changed(event.type, event.showId)
        break
      case 'inventory.level-changed':
        for (const { showId, variantId } of facts.shown)
          if (event.variantIds.includes(variantId)) state.level(showId, variantId)
        break
    }
  }
  for (const [showId, event] of state.events(facts)) tell(showId, event)
  return told
}

function chatEvent({ id, authorId, nickname, part, text, at }: ChatLine): FeedEvent {
  const known = part === 'host' || part === 'assistant' ? part : 'viewer'
  return { type: 'chat', id, authorId, nickname, part: known, text, at: at.getTime() }
}

/** Gathers which states changed in a batch, so that each is told once. */
class StateOnce {
  readonly #shows = new Map<string, { kinds: Set<string>; variants: Set<string> }>()

  #of(showId: string) {
    const known = this.#shows.get(showId)
    if (known) return known
    const made = { kinds: new Set<string>(), variants: new Set<string>() }
    this.#shows.set(showId, made)
    return made
  }

  changed(kind: string, showId: string): void {
    this.#of(showId).kinds.add(kind)
  }

  level(showId: string, variantId: string): void {
    this.#of(showId).variants.add(variantId)
  }

  *events(facts: Facts): Generator<[string, FeedEvent]> {
    for (const [showId, { kinds, variants }] of this.#shows) {
      const state = facts.states.get(showId)
      if (kinds.has('live.show-changed') && state) yield [showId, { type: 'show', state }]
      const open = facts.openPins.get(showId)
      if (kinds.has('live.pins-changed') && open)
        yield [
          showId,
          {
            type: 'pins',
            open: open.map(({ id, productId, from }) => ({ id, productId, from: from.getTime() })),
          },
        ]
      if (kinds.has('live.line-up-changed')) yield [showId, { type: 'line-up' }]
      const levels = [...variants].flatMap((id) => {
        const available = facts.available.get(id)
        return available === undefined ? [] : [{ id, available }]
      })
      if (levels.length > 0) yield [showId, { type: 'stock', variants: levels }]
    }
  }
}
