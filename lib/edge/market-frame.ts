import 'server-only'
import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { isSignedIn, isStaffSomewhere } from '#lib/members/policy.ts'
import { cartCountOf } from '#lib/orders/queries.ts'
import { visit } from './request.ts'

/** What the awning and the foot of every market page say, for whoever asks. */
export async function marketFrame() {
  const [{ actor, locale }, t, given] = await Promise.all([visit(), getTranslations('common'), headers()])
  const cartCount = await cartCountOf(actor)
  return {
    locale,
    cartCount,
    path: given.get('x-path') ?? `/${locale}`,
    signedIn: isSignedIn(actor),
    staff: isStaffSomewhere(actor),
    words: {
      name: t('name'),
      home: t('home'),
      search: t('search'),
      searchHint: t('searchHint'),
      cartCount: t('cartCount', { count: cartCount }),
      signIn: t('signIn'),
      account: t('account'),
      orders: t('orders'),
      studio: t('studio'),
      coop: t('coop'),
      language: t('language'),
      footer: t('footer'),
    },
  }
}
