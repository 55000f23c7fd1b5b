import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { paths } from '#lib/edge/paths.ts'

export default async function NotFound() {
  const [t, locale] = await Promise.all([getTranslations('common'), getLocale()])
  return (
    <main id="main" className="page grid min-h-dvh place-content-center gap-4 text-center">
      <h1 className="text-3xl">{t('notFoundTitle')}</h1>
      <p className="text-soft">{t('notFoundText')}</p>
      <ButtonLink href={paths.home(locale)} tone="forward" className="justify-self-center">
        {t('backHome')}
      </ButtonLink>
    </main>
  )
}
