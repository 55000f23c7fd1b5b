import { type FeedEvent, type PassingEvent, readFrame } from '#lib/feed/events.ts'

export type HeardEvent = FeedEvent | PassingEvent

/**
 * Hears a show's feed from `since` on until the returned function is called. Frames come numbered; what was seen is
 * dropped, and a hole asks for a reload, which the server's own snapshot answers. The browser reconnects by itself
 * and says the last number it saw.
 */
export function openFeed(
  slug: string,
  since: number,
  onEvents: (events: readonly HeardEvent[]) => void,
): () => void {
  const source = new EventSource(`/feed/${slug}?since=${since}`)
  let last = since
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const fresh: HeardEvent[] = []
    for (const { n, event } of readFrame(data) ?? []) {
      if (n !== null) {
        if (n <= last) continue
        if (n > last + 1) fresh.push({ type: 'reload' })
        last = n
      }
      if (event) fresh.push(event)
    }
    if (fresh.length > 0) onEvents(fresh)
  }
  return () => source.close()
}
