import 'server-only'
import { countViewers, readEvents, readHead, readViewers } from './store.ts'

/** The last number given in this show; null when there is no such show. */
export async function feedHead(showId: string): Promise<number | null> {
  return await readHead(showId)
}

/** An event as it stands in a frame: its number and its JSON, `n` included. */
export interface StoredEvent {
  readonly n: number
  readonly json: string
}

/**
 * What happened after number `since`, oldest first, at most `limit`. Null when it cannot be told without a hole,
 * because the rows after `since` were pruned.
 */
export async function feedSince(showId: string, since: number, limit: number): Promise<StoredEvent[] | null> {
  const rows = await readEvents(showId, since, limit)
  let expected = since + 1
  const events: StoredEvent[] = []
  for (const { number, event } of rows) {
    if (number !== expected++) return null
    events.push({ n: number, json: withNumber(number, event) })
  }
  return events
}

function withNumber(n: number, json: string): string {
  return `{"n":${n},${json.slice(1)}`
}

/** A door's rows count for three of its beats. */
const FRESH_MS = 15_000

/** Writes how many viewers this door holds and answers how many there are at all doors, per show. */
export async function beatPresence(
  doorId: string,
  counts: ReadonlyMap<string, number>,
  now: Date,
): Promise<Map<string, number>> {
  if (counts.size === 0) return new Map()
  return await countViewers(doorId, counts, now, new Date(now.getTime() - FRESH_MS))
}

/** How many watch the show at all doors, as far as they said lately. */
export async function watching(showId: string, now: Date): Promise<number> {
  return await readViewers(showId, new Date(now.getTime() - FRESH_MS))
}
