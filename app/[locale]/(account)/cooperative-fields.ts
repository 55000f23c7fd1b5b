import { getTranslations } from 'next-intl/server'
import type { FieldView } from '#components/ui/plain-form.tsx'
import { CHINA_REGIONS } from '#lib/catalog/regions.ts'
import { inLocale, type Locale } from '#lib/kernel/locale.ts'
import { CURRENCIES } from '#lib/members/model.ts'

const LANGUAGE: Record<Locale, string> = { zh: 'zh-CN', en: 'en', fr: 'fr' }

/** What a new cooperative is asked, at the first run and later. */
export async function cooperativeFields(locale: Locale): Promise<readonly FieldView[]> {
  const t = await getTranslations('account')
  const currencyName = new Intl.DisplayNames(LANGUAGE[locale], { type: 'currency' })
  return [
    { name: 'cooperative', label: t('cooperativeName'), autoComplete: 'organization', maxLength: 80 },
    {
      name: 'slug',
      label: t('slug'),
      hint: t('slugHint'),
      maxLength: 40,
      autoComplete: 'off',
      pattern: '[a-zA-Z0-9][a-zA-Z0-9\\-]{1,38}[a-zA-Z0-9]',
    },
    { name: 'village', label: t('village'), maxLength: 80 },
    { name: 'county', label: t('county'), maxLength: 80, optional: true },
    {
      name: 'region',
      label: t('region'),
      options: CHINA_REGIONS.map(({ code, name }) => ({ value: code, label: inLocale(name, locale) })),
    },
    {
      name: 'currency',
      label: t('currency'),
      options: CURRENCIES.map((code) => ({
        value: code,
        label: `${currencyName.of(code.toUpperCase())} (${code.toUpperCase()})`,
      })),
    },
  ]
}
