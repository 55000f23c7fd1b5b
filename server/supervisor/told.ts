import { paths } from '#lib/edge/paths.ts'
import type { Env } from '#lib/kernel/env.ts'
import type { Ports } from './ports.ts'
import type { Secrets } from './secrets.ts'

/** What is known when the processes are started. */
export type Facts = {
  env: Env
  /** The operator's own environment; what stands in it stays, unless it is named below. */
  given: NodeJS.ProcessEnv
  secrets: Secrets
  ports: Ports
  databaseUrl: string
  demo: boolean
  development: boolean
}

/**
 * Who takes the money. The sandbox runs in the demo and where PAYMENTS=sandbox asks for it, never beside a key and not
 * where PAYMENTS=off forbids it.
 */
export function whoTakesMoney({ env, given, demo }: Pick<Facts, 'env' | 'given' | 'demo'>): Env['payments'] {
  if (env.payments !== 'off') return env.payments
  return demo && given.PAYMENTS !== 'off' ? 'sandbox' : 'off'
}

/** The environment of door, web, worker, seed and encoder. */
export function told(facts: Facts): NodeJS.ProcessEnv {
  const { env, given, secrets, ports } = facts
  const payments = whoTakesMoney(facts)
  const { CUNBO_DEMO: _, PAYMENTS: __, ...rest } = given
  return {
    ...rest,
    NODE_ENV: facts.development ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(env.port),
    DOOR_PORT: String(env.port),
    HOST: env.host,
    PUBLIC_URL: env.publicUrl,
    DATA_DIR: env.dataDir,
    DATABASE_URL: facts.databaseUrl,
    AUTH_SECRET: env.authSecret ?? secrets.authSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: given.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || secrets.actionsKey,
    WEB_PORT: String(ports.web),
    WEB_ORIGIN: `http://127.0.0.1:${ports.web}`,
    LOG_LEVEL: env.logLevel,
    ...(facts.demo ? { CUNBO_DEMO: '1' } : {}),
    ...(payments === 'sandbox'
      ? {
          PAYMENTS: 'sandbox',
          PAYMENTS_API_BASE: `http://127.0.0.1:${ports.sandbox}`,
          STRIPE_WEBHOOK_SECRET: secrets.webhookSecret,
        }
      : {}),
    ...(payments === 'off' ? { PAYMENTS: 'off' } : {}),
  }
}

/** The sandbox's own environment: only what it needs. */
export function sandboxTold({ env, given, secrets, ports }: Facts): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'development',
    PATH: given.PATH,
    NODE_COMPILE_CACHE: given.NODE_COMPILE_CACHE,
    PAYMENTS: 'sandbox',
    PAYMENTS_SANDBOX_PORT: String(ports.sandbox),
    PAYMENTS_SANDBOX_PUBLIC_URL: `${env.publicUrl}${paths.paymentsSandbox()}`,
    PAYMENTS_SANDBOX_WEBHOOK_URL: `${doorOrigin(env)}${paths.stripeWebhook()}`,
    PAYMENTS_SANDBOX_WEBHOOK_SECRET: secrets.webhookSecret,
    PAYMENTS_SANDBOX_STATE: `${env.dataDir}/payments-sandbox.json`,
    // Tests turn its clock and its faults by it.
    PAYMENTS_SANDBOX_CONTROLS: given.PAYMENTS_SANDBOX_CONTROLS,
    LOG_LEVEL: env.logLevel,
  }
}

/** The door as reached from this machine. */
export function doorOrigin({ host, port }: Pick<Env, 'host' | 'port'>): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
