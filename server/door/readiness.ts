import { request } from 'node:http'
import { houseNow } from '#lib/kernel/house-time.ts'
import { signsOfLife } from '#lib/kernel/sign-of-life.ts'

/** Each 'ok', or a sentence that says what is wrong. */
export interface Readiness {
  readonly database: string
  readonly web: string
  readonly worker: string
  readonly payments: string
}

const PATIENCE_MS = 2_000

const WORKER_SENTENCES = {
  ok: 'ok',
  none: 'No worker holds its place at the database.',
  stuck: 'The worker does not carry on what has happened for a minute.',
}

/** Asks everybody at once, with little patience. */
export async function readiness(options: {
  webOrigin: string | null
  /** The sandbox's; null when there is none to ask. */
  sandboxOrigin: string | null
  signs?: typeof signsOfLife
}): Promise<Readiness> {
  const { webOrigin, sandboxOrigin, signs = signsOfLife } = options
  const [life, web, payments] = await Promise.all([
    within(signs(houseNow())).catch(() => null),
    webOrigin ? answers(`${webOrigin}/_next/static/alive`, 'The web process') : 'WEB_ORIGIN is not set.',
    sandboxOrigin ? answers(`${sandboxOrigin}/healthz`, 'The payments sandbox') : 'ok',
  ])
  return {
    database: life ? 'ok' : 'The database does not answer.',
    web,
    worker: life ? WORKER_SENTENCES[life.worker] : 'Unknown while the database does not answer.',
    payments,
  }
}

export function isReady(state: Readiness): boolean {
  return Object.values(state).every((word) => word === 'ok')
}

function within<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}

/** Any answer will do: whoever answers lives. */
function answers(url: string, who: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const asked = request(url, { method: 'HEAD', timeout: PATIENCE_MS, agent: false }, (answer) => {
    answer.resume()
    resolve('ok')
  })
  asked.on('timeout', () => asked.destroy(new Error('no answer in time')))
  asked.on('error', () => resolve(`${who} does not answer.`))
  asked.end()
  return promise
}
