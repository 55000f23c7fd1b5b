import { hasLocale } from 'next-intl'
import { getRequestConfig } from 'next-intl/server'
import { LOCALES } from '#lib/kernel/locale.ts'
import { messagesFor } from './messages.ts'

/** What next-intl asks for on every request: the reader's language and its words. */
export default getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale
  const locale = hasLocale(LOCALES, asked) ? asked : 'zh'
  return { locale, messages: await messagesFor(locale), timeZone: 'Asia/Shanghai' }
})
