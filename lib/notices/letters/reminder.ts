import { inLocale, type Locale, type Localised } from '#lib/kernel/locale.ts'
import type { Letter } from '../model.ts'
import { letter } from './letter.ts'

const WORDS = {
  zh: {
    subject: (title: string) => `开播提醒：${title}`,
    soon: (title: string, host: string, time: string) => `${host}的直播“${title}”${time}（北京时间）开始。`,
    now: (title: string, host: string) => `${host}的直播“${title}”正在播出。`,
    watch: '去看直播',
    why: '您请我们提醒您这一场，这封信只有这一次。',
  },
  en: {
    subject: (title: string) => `Your reminder: ${title}`,
    soon: (title: string, host: string, time: string) =>
      `“${title}” with ${host} begins at ${time} (Beijing time).`,
    now: (title: string, host: string) => `“${title}” with ${host} is on air now.`,
    watch: 'Watch it',
    why: 'You asked us to remind you of this show; this is the only letter about it.',
  },
  fr: {
    subject: (title: string) => `Votre rappel : ${title}`,
    soon: (title: string, host: string, time: string) =>
      `« ${title} » avec ${host} commence à ${time} (heure de Pékin).`,
    now: (title: string, host: string) => `« ${title} » avec ${host} est en direct.`,
    watch: 'Regarder',
    why: 'Vous nous avez demandé de vous rappeler ce direct ; c’est la seule lettre à son sujet.',
  },
} satisfies Record<Locale, object>

const LANGUAGE: Record<Locale, string> = { zh: 'zh-CN', en: 'en-GB', fr: 'fr-FR' }

/** A show that somebody asked to be reminded of begins soon. */
export function reminderLetter(
  locale: Locale,
  show: {
    readonly title: Localised
    readonly host: string
    readonly scheduledAt: Date
    readonly onAir: boolean
    readonly url: string
  },
): Letter {
  const words = WORDS[locale]
  const title = inLocale(show.title, locale)
  // The zone of every page (lib/edge/i18n.ts): a mail does not know its reader's.
  const time = new Intl.DateTimeFormat(LANGUAGE[locale], {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Shanghai',
  }).format(show.scheduledAt)
  return letter(locale, words.subject(title), [
    { is: 'text', text: show.onAir ? words.now(title, show.host) : words.soon(title, show.host, time) },
    { is: 'link', words: words.watch, url: show.url },
    { is: 'quiet', text: words.why },
  ])
}
