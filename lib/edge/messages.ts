import type { Locale } from '#lib/kernel/locale.ts'
import type account from '../../messages/en/account.json'
import type catalog from '../../messages/en/catalog.json'
import type checkout from '../../messages/en/checkout.json'
import type common from '../../messages/en/common.json'
import type inventory from '../../messages/en/inventory.json'
import type orders from '../../messages/en/orders.json'
import type shop from '../../messages/en/shop.json'
import type studio from '../../messages/en/studio.json'
import type watch from '../../messages/en/watch.json'

/** A file per part of the house, so that its words live and change together. English is the measure of the keys. */
export interface Messages {
  readonly account: typeof account
  readonly catalog: typeof catalog
  readonly checkout: typeof checkout
  readonly common: typeof common
  readonly inventory: typeof inventory
  readonly orders: typeof orders
  readonly shop: typeof shop
  readonly studio: typeof studio
  readonly watch: typeof watch
}

const PARTS = [
  'account',
  'catalog',
  'checkout',
  'common',
  'inventory',
  'orders',
  'shop',
  'studio',
  'watch',
] as const satisfies readonly (keyof Messages)[]

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

export async function messagesFor(locale: Locale): Promise<Messages> {
  const parts = await Promise.all(
    PARTS.map(
      async (part) => [part, (await import(`../../messages/${locale}/${part}.json`)).default] as const,
    ),
  )
  return Object.fromEntries(parts) as unknown as Messages
}
