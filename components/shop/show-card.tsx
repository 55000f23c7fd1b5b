import Link from 'next/link'
import { Badge, type BadgeTone } from '#components/ui/badge.tsx'

export interface ShowCardView {
  readonly slug: string
  readonly title: string
  readonly by: string
  readonly poster: string | null
  /** The picture's colour until it is there. */
  readonly color: string
  readonly badge: string
  readonly tone: BadgeTone
  /** When it begins or began, in words. */
  readonly when: string | null
}

type Props = {
  show: ShowCardView
  href: string
  eager?: boolean
  /** Below the page's own title at once, or below a section's. */
  heading?: 'h2' | 'h3'
}

/** A show as an upright poster with its words at the foot. */
export function ShowCard({ show, href, eager = false, heading: Heading = 'h3' }: Props) {
  return (
    <article
      className="night group relative aspect-[3/4] overflow-hidden rounded-lg"
      style={{ backgroundColor: show.color }}
    >
      {show.poster && (
        <img
          src={show.poster}
          alt=""
          loading={eager ? 'eager' : 'lazy'}
          fetchPriority={eager ? 'high' : undefined}
          decoding="async"
          className="h-full w-full object-cover transition-transform duration-200 group-hover:scale-[1.02]"
        />
      )}
      <div className="absolute top-3 left-3">
        <Badge tone={show.tone}>{show.badge}</Badge>
      </div>
      <div className="absolute inset-x-0 bottom-0 bg-gradient-to-t from-night via-night/80 to-transparent p-4 pt-16">
        <Heading className="line-clamp-2 text-lg leading-snug">
          <Link href={href} prefetch={false} className="after:absolute after:inset-0">
            {show.title}
          </Link>
        </Heading>
        <p className="truncate text-night-soft text-sm">{show.by}</p>
        {show.when && <p className="tabular mt-1 text-night-wheat text-sm">{show.when}</p>}
      </div>
    </article>
  )
}
