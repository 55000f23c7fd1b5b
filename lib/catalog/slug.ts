import type { Localised } from '#lib/kernel/locale.ts'

const LONGEST = 60

/**
 * The product's part of its address, from the first title that has Latin letters, else from its id. It is made once:
 * an address that somebody was given stays.
 */
export function productSlug(title: Localised, id: string): string {
  for (const words of [title.en, title.fr, title.zh]) {
    const slug = words
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replaceAll('œ', 'oe')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, LONGEST)
      .replace(/^-+|-+$/g, '')
    if (/[a-z]{2}/.test(slug)) return slug
  }
  return `p-${id.slice(-8)}`
}
