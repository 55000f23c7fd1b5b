import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Workroom } from '#components/shop/workroom.tsx'
import { paths } from '#lib/edge/paths.ts'
import { isStaffSomewhere } from '#lib/members/policy.ts'
import { studioVisit } from '../studio-visit.ts'

/** The hosts' rooms before and after the show. On air the desk has the whole screen to itself. */
export default async function StudioLayout({ children }: { children: ReactNode }) {
  const [{ actor, locale }, t, studio, given] = await Promise.all([
    studioVisit(),
    getTranslations('common'),
    getTranslations('studio'),
    headers(),
  ])
  const links = [{ href: paths.studio(locale), label: studio('shows'), current: true }]
  if (isStaffSomewhere(actor)) links.push({ href: paths.coop(locale), label: t('coop'), current: false })
  return (
    <Workroom
      night
      locale={locale}
      path={given.get('x-path') ?? paths.studio(locale)}
      name={t('name')}
      place={t('studio')}
      languageWord={t('language')}
      accountWord={t('account')}
      links={links}
    >
      <div className="night-room">{children}</div>
    </Workroom>
  )
}
