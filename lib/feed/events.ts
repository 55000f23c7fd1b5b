import * as z from 'zod/mini'

// What viewers see change: the same schema in the worker, the door and the browser (hence zod/mini, which is small).

const id = z.string().check(z.maxLength(40))
const count = z.int().check(z.gte(0))
/** Milliseconds since 1970, the server's clock. */
const moment = z.number()

const stock = z.object({
  type: z.literal('stock'),
  /** Packs that may be bought now; absolute, so the last word counts. */
  variants: z.array(z.object({ id, available: count })),
})
const show = z.object({
  type: z.literal('show'),
  state: z.enum(['SCHEDULED', 'LIVE', 'INTERRUPTED', 'ENDED', 'CANCELLED', 'STOPPED']),
})
/** All open pins. For lists and counters; the carousel follows the picture, not this. */
const pins = z.object({
  type: z.literal('pins'),
  open: z.array(z.object({ id, productId: id, from: moment })),
})
/** Order or on-air prices changed: fetch the page's data again. */
const lineUp = z.object({ type: z.literal('line-up') })
const chat = z.object({
  type: z.literal('chat'),
  id,
  authorId: id,
  nickname: z.string(),
  part: z.enum(['viewer', 'host', 'assistant']),
  text: z.string(),
  at: moment,
})
const chatDeleted = z.object({ type: z.literal('chat-deleted'), ids: z.array(id) })
/** This author writes no more; what was written stands unless it is deleted. */
const muted = z.object({ type: z.literal('muted'), authorId: id })
const bought = z.object({ type: z.literal('bought'), productId: id, quantity: count })

export const feedEventSchema = z.discriminatedUnion('type', [
  stock,
  show,
  pins,
  lineUp,
  chat,
  chatDeleted,
  muted,
  bought,
])
/** An event that has a number, a row and a place in every viewer's order. */
export type FeedEvent = z.infer<typeof feedEventSchema>

/** How many watch. Has no number: the next one says all there is to say. */
const viewers = z.object({ type: z.literal('viewers'), count })
/** Too far behind, or from another age: fetch the whole state again; what follows is numbered on from `head`. */
const reload = z.object({ type: z.literal('reload'), head: z.optional(count) })

const passingSchema = z.discriminatedUnion('type', [viewers, reload, stock])
/** A message that is not numbered; stock comes so on the feed of levels, which belongs to no show. */
export type PassingEvent = z.infer<typeof passingSchema>

const numbered = z.object({ n: z.int().check(z.gte(1)) })

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
    const number = numbered.safeParse(item)
    if (number.success) return { n: number.data.n, event: feedEventSchema.safeParse(item).data ?? null }
    return { n: null, event: passingSchema.safeParse(item).data ?? null }
  })
}
