'use client'
import { useWatch } from './use-watch.ts'
import type { MomentView } from './watch-view.ts'

type Props = {
  moments: readonly MomentView[]
  words: { moments: string; jumpTo: string }
  onJump: (at: number) => void
}

/** The replay's product moments; the one on screen is marked. */
export function Moments({ moments, words, onJump }: Props) {
  const pins = useWatch((state) => state.pins)
  const current = new Set(pins.map(({ id }) => id))
  return (
    <nav aria-label={words.moments} className="pointer-events-auto">
      <ol className="flex gap-2 overflow-x-auto pb-1 lg:flex-wrap">
        {moments.map((moment) => (
          <li key={moment.pinId} className="shrink-0">
            <button
              type="button"
              onClick={() => onJump(moment.at)}
              aria-current={current.has(moment.pinId) ? 'true' : undefined}
              aria-label={words.jumpTo.replace('{title}', moment.title).replace('{offset}', moment.offset)}
              className="flex min-h-12 items-center gap-2 rounded-full border border-night-line bg-night/70 px-4 text-paper text-sm aria-[current]:border-wheat aria-[current]:text-night-wheat"
            >
              <span className="tabular">{moment.offset}</span>
              <span className="max-w-40 truncate">{moment.title}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
