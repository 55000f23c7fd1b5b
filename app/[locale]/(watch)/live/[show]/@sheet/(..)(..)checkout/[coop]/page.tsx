import { getTranslations } from 'next-intl/server'
import { BuySheet } from '#components/live/buy-sheet.tsx'
import {
  Checkout,
  type CheckoutAsked,
  checkoutMetadata,
} from '../../../../../(market)/checkout/[coop]/checkout.tsx'

export const generateMetadata = checkoutMetadata

/** Who comes from a live page checks out over its picture; any other way to this address shows the page. */
export default async function CheckoutSheet(asked: CheckoutAsked) {
  const [t, words] = await Promise.all([getTranslations('checkout'), getTranslations('watch')])
  return (
    <BuySheet title={t('title')} closeWord={words('closeSheet')}>
      <Checkout {...asked} />
    </BuySheet>
  )
}
