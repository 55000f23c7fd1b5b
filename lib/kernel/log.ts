import 'server-only'
import { type Logger, pino } from 'pino'
import { env } from './env.ts'

/** What never stands in a log, wherever in a logged object it appears. */
const SECRET_FIELDS = [
  'password',
  'secret',
  'token',
  'key',
  'streamKey',
  'authorization',
  'cookie',
  'email',
  'address',
  'phone',
  'code',
]

/** An ingest path with its stream key taken out: the key is in the path because encoders carry it there alone. */
export function withoutStreamKey(url: string): string {
  return url.replace(/(\/ingest\/)[^/?#]*/, '$1…')
}

/**
 * An error without the data it failed on: PostgreSQL's `detail` is the refused row, Prisma's message the whole call,
 * either with a buyer's address in it. An error's own `code` (ECONNREFUSED, P2002) is called `errorCode` here, because
 * what people call a code is a secret.
 */
export function presentError(error: Error): object {
  const { code, ...told } = pino.stdSerializers.err(error) as pino.SerializedError & { code?: unknown }
  return { ...(withoutData(told) as object), ...(code !== undefined && { errorCode: code }) }
}

function withoutData(value: unknown): unknown {
  if (typeof value === 'string') return withoutCall(value)
  if (Array.isArray(value)) return value.map(withoutData)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => name !== 'detail')
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutData(inner)]))
}

/** Prisma writes which call it was, then the call with its arguments (whatever `errorFormat` says), then what is wrong. */
function withoutCall(text: string): string {
  const [said = '', ...frames] = text.split(/(?=\n {4}at )/)
  const lines = said.split('\n').filter((line) => line.trim() !== '')
  const call = lines.find((line) => /Invalid `[^`]*` invocation/.test(line))
  return call === undefined ? text : [`${call} ${lines.at(-1)}`, ...frames].join('')
}

/** Lines of JSON on standard output, one logger a process and a child a request. */
export function logger(processName: string): Logger {
  return pino({
    level: env().logLevel,
    base: { process: processName },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '…' },
    serializers: { url: withoutStreamKey, err: presentError },
  })
}

export type { Logger }
