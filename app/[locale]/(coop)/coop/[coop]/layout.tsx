import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Workroom } from '#components/shop/workroom.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { hasRole, isStaff } from '#lib/members/policy.ts'
import { cooperativeBySlug } from '#lib/members/queries.ts'

type Props = { children: ReactNode; params: Promise<{ coop: string }> }

/** The cooperative's rooms. A stranger learns nothing of them, not even that they exist. */
export default async function CooperativeLayout({ children, params }: Props) {
  const [{ coop }, { actor, locale }, t, given] = await Promise.all([
    params,
    visit(),
    getTranslations('common'),
    headers(),
  ])
  if (actor.kind !== 'user') redirect(paths.signIn(locale, given.get('x-path') ?? paths.coop(locale)))
  const cooperative = await cooperativeBySlug(coop)
  if (!cooperative || !isStaff(actor, cooperative.id)) notFound()

  const path = given.get('x-path') ?? ''
  const room = (href: string, label: string) => ({ href, label, current: path.startsWith(href) })
  const manages = hasRole(actor, cooperative.id)
  return (
    <Workroom
      locale={locale}
      path={path}
      name={t('name')}
      place={inLocale(cooperative.name, locale)}
      languageWord={t('language')}
      accountWord={t('account')}
      links={[
        room(paths.coopPacking(locale, coop), t('packing')),
        room(paths.coopOrders(locale, coop), t('orders')),
        room(paths.coopStock(locale, coop), t('stock')),
        room(paths.coopLots(locale, coop), t('lots')),
        room(paths.coopProducts(locale, coop), t('products')),
        ...(manages
          ? [
              room(paths.coopCourierRates(locale, coop), t('courierRates')),
              room(paths.coopMembers(locale, coop), t('members')),
            ]
          : []),
        room(paths.studio(locale), t('studio')),
      ]}
    >
      {children}
    </Workroom>
  )
}
