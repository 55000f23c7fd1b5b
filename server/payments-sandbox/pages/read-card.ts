import type { Expiry } from '../methods.ts'
import { findTestCard, hasCheckDigit, type TestCard } from '../test-cards.ts'
import type { Word } from './words.ts'

export type ReadCard =
  | { readonly ok: true; readonly card: TestCard; readonly expiry: Expiry }
  | { readonly ok: false; readonly problem: Word }

/** What was typed into the card's fields. A number that is no test card's goes no further than this function. */
export function readCard(typed: { number: string; expiry: string; cvc: string }, nowMs: number): ReadCard {
  const number = typed.number.replace(/[\s-]/g, '')
  if (!hasCheckDigit(number)) return { ok: false, problem: 'badNumber' }
  const card = findTestCard(number)
  if (!card) return { ok: false, problem: 'notTestCard' }
  const expiry = readExpiry(typed.expiry)
  const now = new Date(nowMs)
  const thisMonth = now.getUTCFullYear() * 12 + now.getUTCMonth() + 1
  if (!expiry || expiry.year * 12 + expiry.month < thisMonth) return { ok: false, problem: 'badExpiry' }
  if (!/^\d{3,4}$/.test(typed.cvc.trim())) return { ok: false, problem: 'badCvc' }
  return { ok: true, card, expiry }
}

function readExpiry(typed: string): Expiry | null {
  const match = /^(\d{1,2})\s*\/?\s*(\d{2}|\d{4})$/.exec(typed.trim())
  const month = Number(match?.[1])
  const year = Number(match?.[2])
  if (!match || month < 1 || month > 12) return null
  return { month, year: year < 100 ? 2000 + year : year }
}
