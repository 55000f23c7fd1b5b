import Link from 'next/link'
import { Icon } from '#components/ui/icon.tsx'
import { paths } from '#lib/edge/paths.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import type { ShowCardView } from './show-card.tsx'

/** The next shows as a short programme. */
export function ComingList({ shows, locale }: { shows: readonly ShowCardView[]; locale: Locale }) {
  return (
    <ol className="mt-2 divide-y divide-line border-line border-y">
      {shows.map((show) => (
        <li key={show.slug}>
          <Link
            href={paths.live(locale, show.slug)}
            prefetch={false}
            className="flex min-h-12 items-center gap-3 py-2 hover:underline"
          >
            <Icon name="clock" className="shrink-0 text-wheat-deep" />
            <span className="flex-1 font-medium">{show.title}</span>
            <span className="tabular text-sm text-soft">{show.when}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
