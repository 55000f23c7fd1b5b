import 'server-only'
import { authSecret } from '#lib/members/auth-secret.ts'
import { keyed, sameText } from '#lib/members/keyed.ts'

/** The guest's right to her order, as it stands in the link: 43 characters that only this house can make. */
export function orderKey(orderId: string): string {
  return keyed(authSecret(), 'order', orderId).toString('base64url')
}

/** Takes the same time for every wrong key. */
export function checkOrderKey(orderId: string, key: string | undefined): boolean {
  return key !== undefined && sameText(orderKey(orderId), key)
}
