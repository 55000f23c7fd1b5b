import { Refusal } from './refusal.ts'

const LIVE_KEY = /^(sk|rk)_live_/
const TEST_KEY = /^(sk|rk)_test_[A-Za-z0-9_]+$/

/** Whether this is a key that moves real money. */
export function isLiveKey(key: string): boolean {
  return LIVE_KEY.test(key)
}

/** Lets test keys through and nothing else; throws the 401. https://docs.stripe.com/api/authentication */
export function authenticate(header: string | undefined): void {
  const key = keyIn(header)
  if (!key)
    throw unauthorised(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    )
  if (isLiveKey(key))
    throw unauthorised('The payments sandbox refuses live keys: no money moves here. Use a test key.')
  if (key.startsWith('pk_'))
    throw unauthorised(
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
      'secret_key_required',
    )
  if (!TEST_KEY.test(key)) throw unauthorised(`Invalid API Key provided: ${masked(key)}`)
}

/** The key of `Bearer key` or of `Basic base64(key:)`. */
function keyIn(header: string | undefined): string {
  const [scheme = '', value = ''] = (header ?? '').split(' ', 2)
  if (/^bearer$/i.test(scheme)) return value
  if (/^basic$/i.test(scheme)) return Buffer.from(value, 'base64').toString().split(':', 1)[0] ?? ''
  return ''
}

function masked(key: string): string {
  return key.length <= 8
    ? '*'.repeat(key.length)
    : `${key.slice(0, 4)}${'*'.repeat(key.length - 8)}${key.slice(-4)}`
}

function unauthorised(message: string, code?: string): Refusal {
  return new Refusal(
    401,
    { type: 'invalid_request_error', message, ...(code ? { code } : {}) },
    { headers: { 'www-authenticate': 'Bearer realm="Stripe"' } },
  )
}
