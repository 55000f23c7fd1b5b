import { z } from 'zod'
import { ID_PREFIXES, type IdKind } from './ids.ts'

// What people type, as schemas that every room's inputs are made of.

/** A whole number from code, or digits from a form; nothing else of which JavaScript would make a number. */
export function wholeNumber(min: number, max: number) {
  const digits = z
    .string()
    .trim()
    .regex(/^-?\d{1,9}$/)
    .transform(Number)
  return z.union([z.number(), digits]).pipe(z.number().int().min(min).max(max))
}

/** Packs in one line of a cart or an order. */
export const quantityField = wholeNumber(1, 999)

export function idField(kind: IdKind) {
  return z.string().regex(new RegExp(`^${ID_PREFIXES[kind]}_[0-9a-hjkmnp-tv-z]{22}$`))
}

// Control characters, and marks that turn the direction of what follows them, make a text read otherwise than it is.
const UNREADABLE_IN_LINE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u
const UNREADABLE_IN_TEXT = /[\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/u

/** One line, composed (NFC), without space around it. */
export function lineField(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((text) => !UNREADABLE_IN_LINE.test(text), 'unreadable')
    .transform((text) => text.normalize('NFC'))
}

/** Paragraphs: line breaks as `\n`. */
export function textField(max: number) {
  return z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim().normalize('NFC'))
    .pipe(z.string().max(max))
    .refine((text) => !UNREADABLE_IN_TEXT.test(text), 'unreadable')
}

/** One line per language; what nobody wrote is empty. */
export function localisedLine(max: number) {
  const line = lineField(max).default('')
  return z.strictObject({ zh: line, en: line, fr: line })
}

/** Paragraphs per language; what nobody wrote is empty. */
export function localisedText(max: number) {
  const text = textField(max).default('')
  return z.strictObject({ zh: text, en: text, fr: text })
}

/** At least one language has words. */
export function hasWords(text: { readonly zh: string; readonly en: string; readonly fr: string }): boolean {
  return Boolean(text.zh || text.en || text.fr)
}
