import type { PassingEvent } from '#lib/feed/events.ts'
import type { StoredEvent } from '#lib/feed/queries.ts'

/**
 * One server-sent event (WHATWG HTML, 9.2): its id is the last number in it, so that a browser which comes back says
 * how far it came. What only passes has no number and leaves the id as it was. Null when there is nothing to say.
 */
export function frameOf(events: readonly StoredEvent[], passing: readonly PassingEvent[]): Buffer | null {
  if (events.length === 0 && passing.length === 0) return null
  const reload = passing.find((event) => event.type === 'reload')
  const id = events.at(-1)?.n ?? reload?.head
  const bodies = [...events.map(({ json }) => json), ...passing.map((event) => JSON.stringify(event))]
  return Buffer.from(`${id === undefined ? '' : `id: ${id}\n`}data: [${bodies.join(',')}]\n\n`)
}

/** A comment, so that proxies and phones see that the line is alive. */
export const HEARTBEAT = Buffer.from(':\n\n')

/** How long a browser waits before it comes back: spread out, so that a door's restart is not a stampede. */
export function retryHint(random: number): Buffer {
  return Buffer.from(`retry: ${1_000 + Math.floor(random * 3_000)}\n\n`)
}
