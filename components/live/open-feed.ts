import { type FeedEvent, parseFrame } from '#lib/feed/events.ts'

/**
 * Hears a show's feed from `since` on until the returned function is called. Frames come numbered; what was seen is
 * dropped, and a hole asks for a reload, which the server's own snapshot answers. The browser reconnects by itself
 * and says the last number it saw.
 */
export function openFeed(
  slug: string,
  since: number,
  onEvents: (events: readonly FeedEvent[]) => void,
): () => void {
  const source = new EventSource(`/feed/${slug}?since=${since}`)
  let last = since
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const frame = parseFrame(data)
    if (!frame) return
    const fresh: FeedEvent[] = []
    for (const { n, ...event } of frame) {
      if (n !== undefined) {
        if (n <= last) continue
        if (n > last + 1) fresh.push({ type: 'reload' })
        last = n
      }
      fresh.push(event)
    }
    if (fresh.length > 0) onEvents(fresh)
  }
  return () => source.close()
}
