/** The viewer's own connection, as a word. */
export type ViewerSignal = 'good' | 'weak' | 'poor'

/**
 * Judged by what she felt: the milliseconds that the picture stood still in the last half minute, and whether what
 * comes in keeps up with what plays (`headroom` = bandwidth ÷ bitrate; null when not known yet).
 */
export function viewerSignal(felt: { stalledMs: number; headroom: number | null }): ViewerSignal {
  if (felt.stalledMs > 4_000 || (felt.headroom !== null && felt.headroom < 1)) return 'poor'
  if (felt.stalledMs > 500 || (felt.headroom !== null && felt.headroom < 1.5)) return 'weak'
  return 'good'
}
