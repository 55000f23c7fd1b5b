import { type FeedEvent, type FeedMessage, type PassingEvent, readFrame } from '#lib/feed/events.ts'

export type HeardEvent = FeedEvent | PassingEvent

/** How long to wait when the browser has given the line up; longer each time, spread out. */
const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 30_000

/**
 * Hears a show's feed from `since` on until the returned function is called. Frames come numbered; what was seen is
 * dropped, and a hole asks for a reload, which the server's own snapshot answers. The browser reconnects by itself and
 * says the last number it saw; where it gives up (a proxy answered in the door's place) a new line goes on from there.
 */
export function openFeed(
  slug: string,
  since: number,
  /** `last` is the number up to which everything is heard now. */
  onEvents: (events: readonly HeardEvent[], last: number) => void,
): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE_MS
  let last = since

  function listen() {
    source = new EventSource(`/feed/${slug}?since=${last}`)
    source.onmessage = ({ data }: MessageEvent<string>) => {
      pause = FIRST_PAUSE_MS
      const heard = afterNumber(last, readFrame(data) ?? [])
      last = heard.last
      if (heard.events.length > 0) onEvents(heard.events, last)
    }
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return
      timer = setTimeout(listen, pause * (0.5 + Math.random()))
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    }
  }

  listen()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}

/** What is new to somebody who has heard up to `last`, with a reload wherever something is missing. */
export function afterNumber(
  last: number,
  messages: readonly FeedMessage[],
): { readonly last: number; readonly events: readonly HeardEvent[] } {
  const events: HeardEvent[] = []
  let at = last
  for (const { n, event } of messages) {
    if (n !== null) {
      if (n <= at) continue
      if (n > at + 1) events.push({ type: 'reload' })
      at = n
    }
    if (!event) continue
    // From here on it is numbered anew, which is no hole.
    if (event.type === 'reload' && event.head !== undefined) at = event.head
    events.push(event)
  }
  return { last: at, events }
}
