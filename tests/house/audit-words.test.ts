import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '#lib/kernel/locale.ts'

const LIB = join(import.meta.dirname, '../../lib')
const MESSAGES = join(import.meta.dirname, '../../messages')

/** What a person does to her own account stands in no cooperative's trail. */
const OWN_ACCOUNT = ['members.change-name', 'members.change-password', 'members.sign-out-everywhere']

function auditedActions(): string[] {
  const sources = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.includes('.test.'),
  )
  const found = sources.flatMap((path) =>
    [...readFileSync(join(LIB, path), 'utf8').matchAll(/\baction: '([a-z-]+\.[a-z-]+)'/g)].map(
      ([, action]) => action ?? '',
    ),
  )
  return [...new Set(found)].filter((action) => !OWN_ACCOUNT.includes(action)).sort()
}

describe.each(LOCALES)('the trail of a cooperative in %s', (locale) => {
  const messages: { did: Record<string, Record<string, string>> } = JSON.parse(
    readFileSync(join(MESSAGES, locale, 'account.json'), 'utf8'),
  )
  const worded = Object.entries(messages.did).flatMap(([domain, verbs]) =>
    Object.keys(verbs).map((verb) => `${domain}.${verb}`),
  )

  it('has words for all that verbs write down, and for nothing else', () => {
    expect(auditedActions().length).toBeGreaterThan(20)
    expect(worded.toSorted()).toEqual(auditedActions())
  })
})
