import 'server-only'
import { env } from '#lib/kernel/env.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import { paths } from './paths.ts'

/** The absolute address of an order's page in the buyer's language, with her signed right to see it. */
export function orderAddress(locale: Locale) {
  return (orderId: string, key: string, back?: 'paid') =>
    `${env().publicUrl}${paths.order(locale, orderId, key, back)}`
}
