import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LOCALES } from '#lib/kernel/locale.ts'

const read = (locale: string, part: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`messages/${locale}/${part}`, 'utf8'))

/** `a.b` for every word, with the names of what is filled in, so that no language forgets one. */
function keys(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [
          `${prefix}${key} ${[...value.matchAll(/\{(\w+)(?:\}|, (?:plural|select|number|date|time)\b)/g)]
            .map(([, name]) => name)
            .filter((name, i, all) => all.indexOf(name) === i)
            .sort()
            .join(',')}`,
        ]
      : keys(value, `${prefix}${key}.`),
  )
}

describe.each(readdirSync('messages/en'))('%s', (part) => {
  test.each(LOCALES.filter((locale) => locale !== 'en'))(
    'says in %s all that it says in English',
    (locale) => {
      expect(keys(read(locale, part)).sort()).toEqual(keys(read('en', part)).sort())
    },
  )

  test.each(LOCALES)('leaves nothing empty in %s', (locale) => {
    expect(JSON.stringify(read(locale, part))).not.toMatch(/:\s*"\s*"/)
  })
})
