import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '#db/generated/client.ts'
import { env } from './env.ts'

export type Db = PrismaClient

/** Discrete fields, because a connection string would override single ones (see facts of adapter-pg). */
export function connectionOf(databaseUrl: string) {
  const url = new URL(databaseUrl)
  const mode = url.searchParams.get('sslmode')
  return {
    host: decodeURIComponent(url.hostname) || '127.0.0.1',
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password) || undefined,
    database: decodeURIComponent(url.pathname.slice(1)),
    ssl:
      mode === 'require'
        ? { rejectUnauthorized: false }
        : mode === 'verify-full' || mode === 'verify-ca'
          ? true
          : undefined,
  }
}

function open(): Db {
  const { databaseUrl } = env()
  if (!databaseUrl) throw new Error('DATABASE_URL is missing: start with npm start, or set it.')
  const connections = Number(new URL(databaseUrl).searchParams.get('connection_limit') ?? 10)
  return new PrismaClient({
    adapter: new PrismaPg({ ...connectionOf(databaseUrl), max: connections }),
    // Long enough to queue behind sixty buyers of one crate, short enough that a page fails in words.
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  })
}

// Next evaluates modules once per bundle: one client a process, or connections would multiply.
const kept = globalThis as { cunboDb?: Db }

/** The one Prisma client of this process. Stores alone may use it. */
export function db(): Db {
  kept.cunboDb ??= open()
  return kept.cunboDb
}

export async function closeDb(): Promise<void> {
  await kept.cunboDb?.$disconnect()
  delete kept.cunboDb
}

export type { Prisma }
