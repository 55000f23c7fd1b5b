import { getTranslations } from 'next-intl/server'

/** What every form here says besides its own words. */
export async function staffWords() {
  const [t, catalog] = await Promise.all([getTranslations('common'), getTranslations('catalog')])
  const shared = {
    working: t('working'),
    fieldWrong: t('fieldWrong'),
    optional: t('optional'),
    languages: catalog('languages'),
  }
  return (submit: string) => ({ submit, ...shared })
}
