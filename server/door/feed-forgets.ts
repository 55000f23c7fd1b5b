import { readFeedEvent } from '#lib/feed/events.ts'
import type { StoredEvent } from '#lib/feed/queries.ts'

/**
 * What a door keeps, without the words of chat lines that `fresh` says were deleted. The rows have forgotten them, and
 * whoever joins is told from here.
 */
export function withoutDeleted(kept: StoredEvent[], fresh: readonly StoredEvent[]): StoredEvent[] {
  const gone = new Set(fresh.flatMap(({ json }) => deletedIn(json)))
  if (gone.size === 0) return kept
  return kept.map((event) => {
    const { type, id } = JSON.parse(event.json)
    if (type !== 'chat' || !gone.has(id)) return event
    return { n: event.n, json: JSON.stringify({ n: event.n, type: 'chat-deleted', ids: [id] }) }
  })
}

function deletedIn(json: string): readonly string[] {
  // Nearly nothing is a deletion, and reading every line for it would cost more than the line.
  if (!json.includes('chat-deleted')) return []
  const event = readFeedEvent(JSON.parse(json))
  return event?.type === 'chat-deleted' ? event.ids : []
}
