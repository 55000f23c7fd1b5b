/** Unnoticed by most ears and eyes: closes small gaps. */
const GENTLE = 1.1
/** Noticed, but short: closes the gap that a stall or a sleeping tab left. */
const BRISK = 1.25
/** A gap under this is the normal breathing of segments. Seconds. */
const LEVEL = 0.3
const FAR = 2
/** Never play faster than what is there to play. Seconds of buffer. */
const RESERVE = 0.7

/**
 * The rate at which a viewer who follows the live picture should play now. hls.js does not catch up by itself
 * after a long stall, so this does. `behind` is seconds behind where she ought to be, `buffered` seconds ahead of
 * the playhead; `rate` is what plays now, so that a chase goes on until it is level.
 */
export function catchUpRate(now: { behind: number; buffered: number; rate: number }): number {
  if (now.buffered < RESERVE || now.behind <= LEVEL) return 1
  if (now.behind > FAR || now.rate === BRISK) return BRISK
  return now.rate > 1 || now.behind > 2 * LEVEL ? GENTLE : 1
}
