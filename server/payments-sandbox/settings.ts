import { isLiveKey } from './authenticate.ts'

export interface Settings {
  readonly port: number
  readonly webhookUrl: string | undefined
  readonly webhookSecret: string | undefined
  readonly stateFile: string | undefined
  readonly controls: boolean
  readonly publicUrl: string | undefined
}

export type ReadSettings =
  | { readonly ok: true; readonly value: Settings }
  | { readonly ok: false; readonly problem: string }

type Source = Readonly<Record<string, string | undefined>>

/** Reads a source such as `process.env`; what is wrong, or forbids the sandbox here, comes back as one sentence. */
export function readSettings(source: Source): ReadSettings {
  const get = (name: string) => source[name] || undefined
  const problem = forbids(get) ?? flaw(get)
  if (problem) return { ok: false, problem }
  return {
    ok: true,
    value: {
      port: Number(get('PAYMENTS_SANDBOX_PORT')),
      webhookUrl: get('PAYMENTS_SANDBOX_WEBHOOK_URL'),
      webhookSecret: get('PAYMENTS_SANDBOX_WEBHOOK_SECRET'),
      stateFile: get('PAYMENTS_SANDBOX_STATE'),
      controls: get('PAYMENTS_SANDBOX_CONTROLS') === '1',
      publicUrl: get('PAYMENTS_SANDBOX_PUBLIC_URL'),
    },
  }
}

type Get = (name: string) => string | undefined

function forbids(get: Get): string | undefined {
  if (isLiveKey(get('STRIPE_SECRET_KEY') ?? ''))
    return 'The payments sandbox does not run beside a live STRIPE_SECRET_KEY: unset it, or use Stripe itself.'
  if (get('NODE_ENV') === 'production' && get('PAYMENTS') !== 'sandbox')
    return 'The payments sandbox does not run in production unless PAYMENTS=sandbox says so: no money moves in it.'
  return undefined
}

function flaw(get: Get): string | undefined {
  const port = get('PAYMENTS_SANDBOX_PORT')
  if (!port) return 'PAYMENTS_SANDBOX_PORT is missing: the port on 127.0.0.1 that the sandbox listens on.'
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535)
    return `PAYMENTS_SANDBOX_PORT must be a port, not ${port}.`
  for (const name of ['PAYMENTS_SANDBOX_WEBHOOK_URL', 'PAYMENTS_SANDBOX_PUBLIC_URL']) {
    const value = get(name)
    if (value && !/^https?:$/.test(URL.parse(value)?.protocol ?? ''))
      return `${name} must be a URL that begins with http:// or https://.`
  }
  if (get('PAYMENTS_SANDBOX_WEBHOOK_URL') && !get('PAYMENTS_SANDBOX_WEBHOOK_SECRET')?.trim())
    return 'PAYMENTS_SANDBOX_WEBHOOK_SECRET is missing: events are signed with it.'
  return undefined
}
