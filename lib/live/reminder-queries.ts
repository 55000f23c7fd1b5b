import 'server-only'
import { db } from '#lib/kernel/db.ts'
import { isLocale, type Locale, type Localised } from '#lib/kernel/locale.ts'
import { isOnAir, isOpenFor } from './model.ts'

export interface ReminderToMail {
  readonly email: string
  readonly locale: Locale
  readonly title: Localised
  readonly slug: string
  readonly host: string
  readonly scheduledAt: Date
  readonly onAir: boolean
}

/** What a reminder's mail says; null when the show is neither to come nor on air any more. */
export async function reminderToMail(reminderId: string): Promise<ReminderToMail | null> {
  const reminder = await db().reminder.findUnique({
    where: { id: reminderId },
    select: {
      email: true,
      locale: true,
      show: {
        select: { title: true, slug: true, state: true, scheduledAt: true, host: { select: { name: true } } },
      },
    },
  })
  if (!reminder) return null
  const { email, locale, show } = reminder
  const onAir = isOnAir(show.state)
  if (!onAir && !isOpenFor(show.state, 'remind')) return null
  return {
    email,
    locale: isLocale(locale) ? locale : 'zh',
    title: show.title as unknown as Localised,
    slug: show.slug,
    host: show.host.name,
    scheduledAt: show.scheduledAt,
    onAir,
  }
}
