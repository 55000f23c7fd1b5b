import type { Socket } from 'node:net'
import type { Logger } from '#lib/kernel/log.ts'
import { type FeedSource, FeedTopic } from './feed-topic.ts'

export interface HubSource extends FeedSource {
  /** Says how many viewers this door holds of each show, answers how many all doors hold. */
  beat(counts: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>
}

/** How often viewers hear how many they are, and how often doors tell each other. */
const RHYTHM = { tickMs: 2_000, beatMs: 5_000 }
/** A show that nobody here watches is remembered this long for those who come back. */
const FORGET_MS = 60_000

export interface FeedHub {
  /** Rejects when the database does not answer. */
  join(showId: string, socket: Socket, since: number | null): Promise<void>
  /** The feed of levels: of no show, without numbers. */
  joinLevels(socket: Socket): Promise<void>
  /** `showId:number`, as PostgreSQL notified. */
  onFeed(payload: string): void
  /** `variantId=available,…`, as PostgreSQL notified. */
  onLevels(payload: string): void
  /** Notices may have been lost: looks at everything that somebody watches. */
  lookAgain(): void
  /** Ends every line; browsers come back, to another door or to the next start. */
  close(): Promise<void>
}

/** A feed that is not in the database: nothing to catch up with. */
const NOTHING: FeedSource = { head: async () => 0, since: async () => [] }

/** Every live feed that this door holds. */
export function feedHub(source: HubSource, log: Logger, rhythm = RHYTHM): FeedHub {
  const topics = new Map<string, FeedTopic>()
  const levels = new FeedTopic('levels', NOTHING, log, { counts: false })
  const changed = new Map<string, number>()
  /** Shows that the database believes to have viewers here. */
  let beaten = new Set<string>()

  function topicOf(showId: string): FeedTopic {
    const known = topics.get(showId)
    if (known) return known
    const topic = new FeedTopic(showId, source, log)
    topics.set(showId, topic)
    // What could not be opened is not there: the next to come tries again.
    topic.ready.catch(() => {
      topics.delete(showId)
      topic.close()
    })
    return topic
  }

  async function beat(): Promise<void> {
    const now = Date.now()
    const counts = new Map<string, number>()
    for (const [showId, topic] of topics) {
      if (topic.size > 0 || beaten.has(showId)) counts.set(showId, topic.size)
      if (topic.emptySince !== null && now - topic.emptySince > FORGET_MS) topics.delete(showId)
    }
    if (counts.size === 0) return
    const total = await source.beat(counts)
    for (const [showId, count] of total) {
      const topic = topics.get(showId)
      if (topic) topic.elsewhere = Math.max(0, count - (counts.get(showId) ?? 0))
    }
    beaten = new Set([...counts].filter(([, count]) => count > 0).map(([showId]) => showId))
  }

  const ticking = setInterval(() => {
    const now = Date.now()
    for (const topic of topics.values()) topic.tick(now)
    levels.tick(now)
  }, rhythm.tickMs)
  const beating = setInterval(() => {
    beat().catch((err) => log.warn({ err }, 'could not count viewers'))
  }, rhythm.beatMs)

  return {
    join: (showId, socket, since) => topicOf(showId).join(socket, since),
    joinLevels: (socket) => levels.join(socket, null),
    onFeed(payload) {
      const cut = payload.lastIndexOf(':')
      const number = Number(payload.slice(cut + 1))
      if (Number.isSafeInteger(number)) topics.get(payload.slice(0, cut))?.tell(number)
    },
    onLevels(payload) {
      if (levels.size === 0) return
      if (!levels.isGathering) changed.clear()
      for (const [id = '', available] of payload.split(',').map((pair) => pair.split('=')))
        changed.set(id, Number(available))
      levels.pass({
        type: 'stock',
        variants: [...changed].map(([id, available]) => ({ id, available })),
      })
    },
    lookAgain() {
      if (levels.size > 0) levels.pass({ type: 'reload' })
      for (const topic of topics.values())
        topic.lookAgain().catch((err) => log.warn({ err }, 'could not look at a feed again'))
    },
    async close() {
      clearInterval(ticking)
      clearInterval(beating)
      for (const topic of topics.values()) topic.close()
      levels.close()
      await source.beat(new Map([...beaten].map((showId) => [showId, 0]))).catch(() => {})
    },
  }
}
