import type { Localised } from '#lib/kernel/locale.ts'

/** `/feed/stock` is the feed of levels, `/studio/shows/new` the form. */
const RESERVED = new Set(['stock', 'new'])

/**
 * A show's address from its title: the English or French words in a-z, or `show` when it is written in Chinese alone.
 * Not yet unique.
 */
export function slugOf(title: Localised): string {
  for (const words of [title.en, title.fr]) {
    const slug = words
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
      .replace(/-+$/, '')
    if (slug && !RESERVED.has(slug)) return slug
  }
  return 'show'
}
