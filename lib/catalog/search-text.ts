import { LOCALES, type Localised } from '#lib/kernel/locale.ts'

// Searching in three languages without a dictionary: texts and questions are folded the same way, then compared as
// substrings, which is what a reader of Chinese expects (there are no spaces to cut words at).

/** Letters that decompose into nothing simpler, as people without the key type them. */
const PLAIN: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ø: 'o', ß: 'ss', ł: 'l', đ: 'd' }

/** Wide and narrow, upper and lower, with and without accents are the same. */
function fold(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæøßłđ]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
}

/**
 * What a thing can be found by, in all its languages: its first part (the title) on the first line, everything else
 * on the second. A find on the first line ranks before others; in SQL it is `split_part(search_text, E'\n', 1)`.
 */
export function searchText(parts: readonly (Localised | string)[]): string {
  const [title = '', ...others] = parts
  return [wordsOf(title), others.map(wordsOf).join(' · ')].map(fold).join('\n')
}

function wordsOf(part: Localised | string): string {
  return typeof part === 'string'
    ? part
    : LOCALES.map((locale) => part[locale] ?? '')
        .filter(Boolean)
        .join(' · ')
}

/** A question of more words than this asks nothing more precise, only costs more. */
const MOST_TERMS = 8
const LONGEST_TERM = 60

/** The words of a question; all of them must be found. */
export function searchTerms(query: string): string[] {
  const terms = fold(query.slice(0, 500))
    .split(/[\s\p{P}\p{S}]+/u)
    .filter(Boolean)
    .map((term) => term.slice(0, LONGEST_TERM))
  return [...new Set(terms)].slice(0, MOST_TERMS)
}

/** A term as a LIKE pattern that means the term itself, whatever it holds. */
export function likePattern(term: string): string {
  return `%${term.replace(/[\\%_]/g, '\\$&')}%`
}
