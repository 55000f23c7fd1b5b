import { getTranslations } from 'next-intl/server'

/** What every form here says besides its own words. */
export async function formWords() {
  const t = await getTranslations('common')
  const shared = { working: t('working'), fieldWrong: t('fieldWrong'), optional: t('optional') }
  return (submit: string) => ({ submit, ...shared })
}
