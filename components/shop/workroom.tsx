import Link from 'next/link'
import type { ReactNode } from 'react'
import { classes } from '#components/ui/classes.ts'
import { Icon } from '#components/ui/icon.tsx'
import { LanguageSwitch } from '#components/ui/language-switch.tsx'
import { paths } from '#lib/edge/paths.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import { Wordmark } from './wordmark.tsx'

export type RoomLink = { href: string; label: string; current: boolean }

type Props = {
  locale: Locale
  path: string
  /** The place's name: the cooperative, or the studio. */
  place: string
  name: string
  languageWord: string
  accountWord: string
  links: readonly RoomLink[]
  night?: boolean
  children: ReactNode
}

/** The frame of the rooms where people work: a quiet bar with the room's doors, then the work. */
export function Workroom({
  locale,
  path,
  place,
  name,
  languageWord,
  accountWord,
  links,
  night = false,
  children,
}: Props) {
  return (
    <div className={classes('flex min-h-dvh flex-col', night && 'night')}>
      <header className={classes('no-print border-b', night ? 'border-night-line' : 'border-line bg-raised')}>
        <div className="page flex flex-wrap items-center gap-x-6">
          <Link href={paths.home(locale)} aria-label={name} className="py-2">
            <Wordmark name={name} night={night} />
          </Link>
          <p
            className={classes(
              'min-w-0 flex-1 truncate font-medium',
              night ? 'text-night-soft' : 'text-soft',
            )}
          >
            {place}
          </p>
          <div className="ml-auto flex items-center">
            <LanguageSwitch label={languageWord} current={locale} path={path} />
            <Link
              prefetch={false}
              href={paths.account(locale)}
              className="flex min-h-12 min-w-12 items-center justify-center gap-2 rounded-md px-2"
            >
              <Icon name="person" />
              <span className="sr-only text-sm lg:not-sr-only">{accountWord}</span>
            </Link>
          </div>
          <nav
            className="-mx-4 flex w-[calc(100%+2rem)] overflow-x-auto px-2 lg:mx-0 lg:w-full lg:px-0"
            aria-label={place}
          >
            {links.map(({ href, label, current }) => (
              <Link
                key={href}
                href={href}
                aria-current={current ? 'page' : undefined}
                className={classes(
                  'flex min-h-12 items-center whitespace-nowrap border-transparent border-b-3 px-3 text-sm',
                  'aria-[current]:font-semibold',
                  night
                    ? 'text-night-soft hover:text-paper aria-[current]:border-night-leaf aria-[current]:text-paper'
                    : 'text-soft hover:text-ink aria-[current]:border-leaf aria-[current]:text-ink',
                )}
              >
                {label}
              </Link>
            ))}
          </nav>
        </div>
      </header>
      <main id="main" className="page flex-1 pb-16">
        {children}
      </main>
    </div>
  )
}
