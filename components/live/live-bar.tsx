'use client'
import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { ShowState } from '#lib/live/model.ts'
import { useWatch } from './use-watch.ts'
import type { ShowView } from './watch-view.ts'

type Props = {
  show: ShowView
  home: string
  words: { home: string; watching: string; states: Record<ShowState, string> }
}

/** Over the top of the picture: where you are, whose show it is, whether it is live, how many watch. */
export function LiveBar({ show, home, words }: Props) {
  const state = useWatch((now) => now.show)
  const viewers = useWatch((now) => now.viewers)
  return (
    <header className="pointer-events-none absolute inset-x-0 top-0 z-20 flex items-center gap-3 bg-gradient-to-b from-night/90 via-night/70 to-transparent p-3 pb-8 text-paper">
      <Link
        href={home}
        aria-label={words.home}
        className="pointer-events-auto grid size-12 shrink-0 place-items-center rounded-full bg-night/60 text-2xl"
      >
        <span aria-hidden="true">‹</span>
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-base lg:text-lg">{show.title}</h1>
        <p className="truncate text-sm">
          {show.hostName} · {show.cooperative.name}
        </p>
      </div>
      <Badge tone={state === 'LIVE' ? 'live' : 'plain'}>{words.states[state]}</Badge>
      {viewers !== null && (state === 'LIVE' || state === 'INTERRUPTED') && (
        <span
          className="tabular flex items-center gap-1 text-sm"
          title={words.watching.replace('{count}', String(viewers))}
        >
          <Icon name="eye" width="18" height="18" />
          <span className="sr-only">{words.watching.replace('{count}', String(viewers))}</span>
          <span aria-hidden="true">{viewers}</span>
        </span>
      )}
    </header>
  )
}
