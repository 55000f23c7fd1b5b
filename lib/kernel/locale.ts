export const LOCALES = ['zh', 'en', 'fr'] as const
export type Locale = (typeof LOCALES)[number]

/** Text that people wrote, per language. A language nobody wrote may be empty. */
export type Localised = Readonly<Record<Locale, string>>

export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale)
}

/** The reader's language if somebody wrote it, else the village's own, else whatever there is. */
export function inLocale(text: Localised, locale: Locale): string {
  return text[locale] || text.zh || text.en || text.fr
}

/** The words for every fault of a domain, in every language: a missing one does not compile. */
export type FaultWords<F extends { readonly code: string }> = {
  readonly [Code in F['code']]: Readonly<Record<Locale, (fault: Extract<F, { code: Code }>) => string>>
}
