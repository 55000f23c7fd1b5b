import Link from 'next/link'
import { paths } from '#lib/edge/paths.ts'
import type { Locale } from '#lib/kernel/locale.ts'

type Props = {
  locale: Locale
  staff: boolean
  words: Record<'footer' | 'orders' | 'studio' | 'coop' | 'home', string>
}

export function Footer({ locale, staff, words }: Props) {
  const link = 'inline-flex min-h-12 items-center px-1 underline-offset-4 hover:underline'
  return (
    <footer className="no-print mt-16 border-line border-t bg-sunken">
      <div className="page flex flex-wrap items-center justify-between gap-x-8 gap-y-3 py-6 text-sm text-soft">
        <p className="max-w-xl">{words.footer}</p>
        <nav className="flex flex-wrap gap-x-5" aria-label={words.home}>
          <Link prefetch={false} href={paths.orders(locale)} className={link}>
            {words.orders}
          </Link>
          {staff && (
            <>
              <Link prefetch={false} href={paths.studio(locale)} className={link}>
                {words.studio}
              </Link>
              <Link prefetch={false} href={paths.coop(locale)} className={link}>
                {words.coop}
              </Link>
            </>
          )}
        </nav>
      </div>
    </footer>
  )
}
