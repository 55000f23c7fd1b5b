import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65535)
const url = (...protocols: string[]) =>
  z.string().refine(
    (value) => {
      try {
        return protocols.includes(new URL(value).protocol)
      } catch {
        return false
      }
    },
    `must be a URL that begins with ${protocols.join(' or ')}//`,
  )

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url('http:', 'https:').optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: url('postgresql:', 'postgres:').optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_/, 'must begin with sk_ or rk_')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_', 'must begin with whsec_').optional(),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().min(3).optional(),
  PAYMENTS: z.enum(['sandbox', 'off']).optional(),
  /** Where the sandbox's API listens; the supervisor sets it. */
  PAYMENTS_API_BASE: url('http:').optional(),
  /** Where the web process listens; the supervisor sets it. */
  WEB_ORIGIN: url('http:').optional(),
  /** Proxies in front whose X-Forwarded-For and -Proto count: addresses, networks, `loopback`. */
  TRUSTED_PROXY: z.string().optional(),
  /** The demo's accounts and loop are there. */
  CUNBO_DEMO: z.literal('1').optional(),
  /** How long a replay's media are kept when the disk fills; days. */
  REPLAY_DAYS: z.coerce.number().int().min(1).default(365),
  /** Free space below which the oldest replays go; megabytes. */
  DISK_FLOOR_MB: z.coerce.number().int().min(1).default(1024),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

/** The whole environment as the house reads it; `process.env` is opened nowhere else in lib and app. */
export interface Env {
  readonly production: boolean
  readonly development: boolean
  readonly port: number
  readonly host: string
  /** Without a slash at the end. */
  readonly publicUrl: string
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly stripeSecretKey: string | null
  readonly stripeWebhookSecret: string | null
  readonly authSecret: string | null
  readonly smtpUrl: string | null
  readonly mailFrom: string
  /** Who takes the money: the provider, its stand-in, or nobody. */
  readonly payments: 'stripe' | 'sandbox' | 'off'
  readonly paymentsApiBase: string | null
  readonly webOrigin: string | null
  /** As given; the door reads it. */
  readonly trustedProxy: string | null
  readonly demo: boolean
  readonly replayDays: number
  readonly diskFloorBytes: number
  readonly logLevel: string
}

export type ParsedEnv =
  | { readonly ok: true; readonly value: Env }
  | { readonly ok: false; readonly problem: string }

/** Reads a source such as `process.env`; what is wrong comes back as one sentence that names the variable. */
export function parseEnv(source: Record<string, string | undefined>): ParsedEnv {
  // An empty variable in a unit file or compose.yaml means "not set".
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return { ok: false, problem: `${issue?.path.join('.')} ${issue?.message ?? 'is wrong'}.` }
  }
  const e = parsed.data
  if (e.PAYMENTS === 'sandbox' && e.STRIPE_SECRET_KEY)
    return { ok: false, problem: 'PAYMENTS=sandbox and STRIPE_SECRET_KEY exclude each other: unset one.' }
  if (e.STRIPE_SECRET_KEY && !e.STRIPE_WEBHOOK_SECRET)
    return { ok: false, problem: 'STRIPE_WEBHOOK_SECRET is missing: it belongs to STRIPE_SECRET_KEY.' }
  return {
    ok: true,
    value: {
      production: e.NODE_ENV === 'production',
      development: e.NODE_ENV === 'development',
      port: e.PORT,
      host: e.HOST,
      publicUrl: (e.PUBLIC_URL ?? `http://127.0.0.1:${e.PORT}`).replace(/\/+$/, ''),
      dataDir: isAbsolute(e.DATA_DIR) ? e.DATA_DIR : resolve(e.DATA_DIR),
      databaseUrl: e.DATABASE_URL ?? null,
      stripeSecretKey: e.STRIPE_SECRET_KEY ?? null,
      stripeWebhookSecret: e.STRIPE_WEBHOOK_SECRET ?? null,
      authSecret: e.AUTH_SECRET ?? null,
      smtpUrl: e.SMTP_URL ?? null,
      mailFrom: e.MAIL_FROM ?? 'Cunbo <no-reply@cunbo.example>',
      payments: e.STRIPE_SECRET_KEY ? 'stripe' : e.PAYMENTS === 'sandbox' ? 'sandbox' : 'off',
      paymentsApiBase: e.PAYMENTS_API_BASE ?? null,
      webOrigin: e.WEB_ORIGIN ?? null,
      trustedProxy: e.TRUSTED_PROXY ?? null,
      demo: e.CUNBO_DEMO === '1',
      replayDays: e.REPLAY_DAYS,
      diskFloorBytes: e.DISK_FLOOR_MB * 1024 * 1024,
      logLevel: e.LOG_LEVEL,
    },
  }
}

let read: Env | undefined

/** This process's environment, read once. Throws the one sentence when it is wrong. */
export function env(): Env {
  if (!read) {
    const parsed = parseEnv(process.env)
    if (!parsed.ok) throw new Error(parsed.problem)
    read = parsed.value
  }
  return read
}
