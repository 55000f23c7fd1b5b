import type { Metadata, Viewport } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { env } from '#lib/kernel/env.ts'
import { isLocale, type Locale } from '#lib/kernel/locale.ts'
import '../globals.css'

const LANGUAGE_TAGS: Record<Locale, string> = { zh: 'zh-CN', en: 'en', fr: 'fr' }

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return {
    metadataBase: new URL(env().publicUrl),
    title: { default: t('title'), template: `%s · ${t('name')}` },
    description: t('description'),
    applicationName: t('name'),
  }
}

export const viewport: Viewport = { themeColor: '#fbf7ef', viewportFit: 'cover' }

export default async function LocaleLayout({ children, params }: Props) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  const t = await getTranslations('common')
  return (
    <html lang={LANGUAGE_TAGS[locale]}>
      <body>
        <a
          href="#main"
          className="-translate-y-20 absolute top-3 left-3 z-50 rounded-md bg-ink px-4 py-3 text-paper focus:translate-y-0"
        >
          {t('skip')}
        </a>
        {children}
      </body>
    </html>
  )
}
