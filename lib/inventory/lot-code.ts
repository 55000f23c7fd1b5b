/**
 * The code on the boxes, `YL-7K3Q9`: two letters of the cooperative's address (the first, and the first of its last
 * part or else the next consonant), then five of Crockford's characters from an id's random end.
 */
export function lotCode(slug: string, id: string): string {
  const parts = slug.split('-').filter((part) => /^[a-z]/.test(part))
  const first = parts[0]?.[0] ?? 'c'
  const last = parts.length > 1 ? parts.at(-1)?.[0] : /[^aeiou\W\d_]/.exec(slug.slice(1))?.[0]
  return `${first}${last ?? 'b'}-${id.slice(-5)}`.toUpperCase()
}

/** What somebody typed or scanned, as the code is written; null when it cannot be one. */
export function readLotCode(typed: string): string | null {
  const code = typed.trim().toUpperCase()
  return /^[A-Z]{2}-[0-9A-Z]{2,8}$/.test(code) ? code : null
}
