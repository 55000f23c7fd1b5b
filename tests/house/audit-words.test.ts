import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '#lib/kernel/locale.ts'

const LIB = join(import.meta.dirname, '../../lib')
const MESSAGES = join(import.meta.dirname, '../../messages')

/** What a person does to her own account stands in no cooperative's trail. */
const OWN_ACCOUNT = ['members.change-name', 'members.change-password', 'members.sign-out-everywhere']

/** Verbs that somebody does and no trail tells of, and why. */
const UNTOLD = {
  // Buyers and viewers for themselves.
  'orders/put-in-cart.ts': 'her own cart',
  'orders/change-quantity.ts': 'her own cart',
  'orders/start-checkout.ts': 'her own order',
  'live/post-chat.ts': 'her own words',
  'live/remind-me.ts': 'her own mailbox',
  // The show's record keeps every pin for good, with who put it there; a trail would drown in them.
  'live/pin-product.ts': 'the pin is its own record',
  'live/unpin-product.ts': 'the pin is its own record',
  // Told by what they are a part of.
  'catalog/keep-picture.ts': 'a picture counts once it is used',
  'members/create-cooperative.ts': 'told by write-cooperative',
  'members/invite-member.ts': 'told by write-invitation',
}

const read = (path: string) => readFileSync(join(LIB, path), 'utf8')
const sources = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('.test.'))
  .toSorted()

it('every verb of the staff writes down that it was done', () => {
  const verbs = sources.filter((path) => {
    const text = read(path)
    return text.includes('actor: Actor') && /\b(inTransaction|withPicture)\b/.test(text)
  })
  expect(verbs.length).toBeGreaterThan(40)
  expect(verbs.filter((path) => !/\bawait audit\(/.test(read(path)))).toEqual(Object.keys(UNTOLD).toSorted())
})

function auditedActions(): string[] {
  const found = sources.flatMap((path) =>
    [...read(path).matchAll(/\baction: (.+)/g)].flatMap(([, said = '']) =>
      [...said.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, action]) => action ?? ''),
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
