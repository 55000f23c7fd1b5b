// What viewers see change: the same shapes in the worker, the door and the browser. They are read by hand, because the
// smallest schema library there is would be a tenth of what a phone loads before the film that is not the player.

/** The value as what it should be, with nothing that is not named; null when it is not that. */
type Read<T> = (value: unknown) => T | null
type Of<R> = R extends Read<infer T> ? T : never
type Shape = Readonly<Record<string, Read<unknown>>>
type Optional<S extends Shape> = { [K in keyof S]: undefined extends Of<S[K]> ? K : never }[keyof S]
type Shaped<S extends Shape> = { [K in Exclude<keyof S, Optional<S>>]: Of<S[K]> } & {
  [K in Optional<S>]?: Of<S[K]>
}

const text =
  (most = Number.POSITIVE_INFINITY): Read<string> =>
  (value) =>
    typeof value === 'string' && value.length <= most ? value : null

const whole =
  (least: number): Read<number> =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : null

const oneOf =
  <const W extends string>(...words: readonly W[]): Read<W> =>
  (value) =>
    words.find((word) => word === value) ?? null

const maybe =
  <T>(read: Read<T>): Read<T | undefined> =>
  (value) =>
    value === undefined ? undefined : read(value)

const listOf =
  <T>(read: Read<T>): Read<T[]> =>
  (value) => {
    if (!Array.isArray(value)) return null
    const items = value.map(read)
    return items.includes(null) ? null : (items as T[])
  }

const shaped =
  <const S extends Shape>(shape: S): Read<Shaped<S>> =>
  (value) => {
    if (typeof value !== 'object' || value === null) return null
    const found: Record<string, unknown> = {}
    for (const [name, read] of Object.entries(shape)) {
      const part = read((value as Record<string, unknown>)[name])
      if (part === null) return null
      if (part !== undefined) found[name] = part
    }
    return found as Shaped<S>
  }

const anyOf =
  <const R extends readonly Read<unknown>[]>(...reads: R): Read<Of<R[number]>> =>
  (value) => {
    for (const read of reads) {
      const found = read(value)
      if (found !== null) return found as Of<R[number]>
    }
    return null
  }

const id = text(40)
const count = whole(0)
/** Milliseconds since 1970, the server's clock. */
const moment: Read<number> = (value) => (Number.isFinite(value) ? (value as number) : null)

const stock = shaped({
  type: oneOf('stock'),
  /** Packs that may be bought now; absolute, so the last word counts. */
  variants: listOf(shaped({ id, available: count })),
})
const show = shaped({
  type: oneOf('show'),
  state: oneOf('SCHEDULED', 'LIVE', 'INTERRUPTED', 'ENDED', 'CANCELLED', 'STOPPED'),
})
/** All open pins. For lists and counters; the carousel follows the picture, not this. */
const pins = shaped({
  type: oneOf('pins'),
  open: listOf(shaped({ id, productId: id, from: moment })),
})
/** Order or on-air prices changed: fetch the page's data again. */
const lineUp = shaped({ type: oneOf('line-up') })
const chat = shaped({
  type: oneOf('chat'),
  id,
  authorId: id,
  nickname: text(),
  part: oneOf('viewer', 'host', 'assistant'),
  text: text(),
  at: moment,
})
const chatDeleted = shaped({ type: oneOf('chat-deleted'), ids: listOf(id) })
/** This author writes no more; what was written stands unless it is deleted. */
const muted = shaped({ type: oneOf('muted'), authorId: id })
const bought = shaped({ type: oneOf('bought'), productId: id, quantity: count })

export const readFeedEvent = anyOf(stock, show, pins, lineUp, chat, chatDeleted, muted, bought)
/** An event that has a number, a row and a place in every viewer's order. */
export type FeedEvent = Of<typeof readFeedEvent>

/** How many watch. Has no number: the next one says all there is to say. */
const viewers = shaped({ type: oneOf('viewers'), count })
/** Too far behind, or from another age: fetch the whole state again; what follows is numbered on from `head`. */
const reload = shaped({ type: oneOf('reload'), head: maybe(count) })

const readPassing = anyOf(viewers, reload, stock)
/** A message that is not numbered; stock comes so on the feed of levels, which belongs to no show. */
export type PassingEvent = Of<typeof readPassing>

const numbered = shaped({ n: whole(1) })

export interface FeedMessage {
  /** Null for what passes. */
  readonly n: number | null
  /** Null for a kind that this reader does not know yet; its number counts all the same. */
  readonly event: FeedEvent | PassingEvent | null
}

/** The `data` of one frame: an array of events, numbered ones with `n`. Null when it is not a frame at all. */
export function readFrame(data: string): FeedMessage[] | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(data)
  } catch {
    return null
  }
  if (!Array.isArray(parsed)) return null
  return parsed.map((item) => {
    const number = numbered(item)
    return number ? { n: number.n, event: readFeedEvent(item) } : { n: null, event: readPassing(item) }
  })
}
