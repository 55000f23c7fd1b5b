import { createHmac } from 'node:crypto'

/** The `stripe-signature` header: `t` in seconds and an HMAC over `t.body`. https://docs.stripe.com/webhooks#verify-manually */
export function signPayload(secret: string, body: string, seconds: number): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest('hex')
  return `t=${seconds},v1=${mac}`
}
