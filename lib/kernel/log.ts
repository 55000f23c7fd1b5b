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

/** Lines of JSON on standard output, one logger a process and a child a request. */
export function logger(processName: string): Logger {
  return pino({
    level: env().logLevel,
    base: { process: processName },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '…' },
    serializers: { url: withoutStreamKey, err: pino.stdSerializers.err },
  })
}

export type { Logger }
