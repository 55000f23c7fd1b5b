/** A product on air from a moment to a moment of the capture clock, as the playlist carries it. Milliseconds. */
export interface PinRange {
  readonly id: string
  readonly productId: string
  readonly from: number
  /** Null while nobody has taken it down. */
  readonly to: number | null
}

export const PIN_CLASS = 'shop.cunbo.pin'

/** The pins on air in the picture captured at `at`, newest first. */
export function pinsAt(ranges: readonly PinRange[], at: number): readonly PinRange[] {
  return ranges
    .filter(({ from, to }) => from <= at && (to === null || at < to))
    .sort((a, b) => b.from - a.from || (a.id < b.id ? 1 : -1))
}

/**
 * The pins of a playlist's text, for players that do not hand date ranges on (RFC 8216bis section 4.4.5.1:
 * attributes are NAME=value, strings in quotes). A range without a product or a start is not one of ours.
 */
export function pinsInPlaylist(playlist: string): PinRange[] {
  const pins: PinRange[] = []
  for (const line of playlist.split('\n')) {
    if (!line.startsWith('#EXT-X-DATERANGE:')) continue
    const attributes = new Map<string, string>()
    for (const [, name, quoted, bare] of line.slice(17).matchAll(/([A-Z0-9-]+)=(?:"([^"]*)"|([^,"]*))/g))
      if (name) attributes.set(name, quoted ?? bare ?? '')
    const pin = pinOf((name) => attributes.get(name))
    if (pin) pins.push(pin)
  }
  return pins
}

/** A date range's attributes as a pin, or null when it is something else. */
export function pinOf(attribute: (name: string) => string | undefined): PinRange | null {
  const from = Date.parse(attribute('START-DATE') ?? '')
  const to = Date.parse(attribute('END-DATE') ?? '')
  const id = attribute('ID')
  const productId = attribute('X-PRODUCT')
  if (attribute('CLASS') !== PIN_CLASS || !id || !productId || Number.isNaN(from)) return null
  return { id, productId, from, to: Number.isNaN(to) ? null : to }
}
