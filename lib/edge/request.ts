import 'server-only'
import { headers } from 'next/headers'
import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { type Context, systemContext } from '#lib/kernel/context.ts'
import { isLocale, type Locale } from '#lib/kernel/locale.ts'
import { type Logger, logger } from '#lib/kernel/log.ts'
import type { Actor } from '#lib/members/model.ts'
import { currentActor } from '#lib/members/session.ts'

/** Who asks, in which language, under which request id: what every page and action begins with. */
export interface Visit {
  readonly actor: Actor
  readonly locale: Locale
  readonly context: Context
  readonly log: Logger
  /** The client's address as the door saw it; for counting, never for storing. */
  readonly address: string
}

export const visit: () => Promise<Visit> = cache(async () => {
  const [actor, locale, given] = await Promise.all([currentActor(), getLocale(), headers()])
  const context = systemContext(given.get('x-request-id') ?? undefined)
  return {
    actor,
    locale: isLocale(locale) ? locale : 'zh',
    context,
    log: webLog.child({ requestId: context.requestId }),
    address: given.get('x-client-address') ?? 'unknown',
  }
})

const webLog = logger('web')
