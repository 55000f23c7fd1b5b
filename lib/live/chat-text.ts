/** A base and up to this many marks over or under it is writing; more is a tower over the neighbours' lines. */
const MARKS = 4

/** Characters that count as letters but show nothing: Hangul fillers, the empty braille cell. */
const BLANKS = /[\u115F\u1160\u2800\u3164\uFFA0]/gu
/** Joins people and things into one emoji; anywhere else it only hides. */
const JOINER = '\u200D'

/**
 * What a person typed as one plain line: NFC, without characters that control, reverse or hide (C0 and C1, bidirectional
 * marks, zero widths, tags, private use, lone halves), runs of space folded into one. Markup stays what it is: text.
 */
export function plainLine(typed: string): string {
  return typed
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(BLANKS, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\uFFFC\uFFFD]/gu, (character, at: number, whole: string) =>
      character === JOINER && joinsEmoji(whole, at) ? character : '',
    )
    .replace(new RegExp(`(\\p{M}{${MARKS}})\\p{M}+`, 'gu'), '$1')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim()
}

function joinsEmoji(whole: string, at: number): boolean {
  // U+FE0F asks for the picture instead of the letter and may stand before the joiner.
  return (
    /[\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?$/u.test(whole.slice(Math.max(0, at - 4), at)) &&
    /^\p{Extended_Pictographic}/u.test(whole.slice(at + 1))
  )
}

/** Code points, as a person would more or less count them. */
export function lengthOf(line: string): number {
  return [...line].length
}

/** Two names that a hurried reader takes for the same. */
export function looksLike(one: string, other: string): boolean {
  return skeleton(one) === skeleton(other)
}

function skeleton(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\p{S}\p{Z}]/gu, '')
    .toLowerCase()
}
