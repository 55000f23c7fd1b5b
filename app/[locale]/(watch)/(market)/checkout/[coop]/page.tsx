import { getTranslations } from 'next-intl/server'
import { PageTitle } from '#components/ui/page-title.tsx'
import { Checkout, type CheckoutAsked, checkoutMetadata } from './checkout.tsx'

export const generateMetadata = checkoutMetadata

export default async function CheckoutPage(asked: CheckoutAsked) {
  const t = await getTranslations('checkout')
  return (
    <>
      <PageTitle title={t('title')} />
      <Checkout {...asked} />
    </>
  )
}
