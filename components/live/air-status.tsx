'use client'
import { useEffect, useState } from 'react'
import { classes } from '#components/ui/classes.ts'
import type { AirNow } from './air-state.ts'

/** Often enough to see a signal go before viewers do, and cheap: one small answer. */
const EVERY_MS = 2_000

const DOTS = { good: 'bg-night-leaf', late: 'bg-night-wheat', gone: 'bg-night-persimmon' }
const TEXTS = { good: 'text-night-leaf', late: 'text-night-wheat', gone: 'text-night-persimmon' }

type Props = {
  url: string
  /** Grows when somebody bought: then the numbers are asked for at once. */
  soldCount: number
  words: Record<'lost' | 'latestSales', string>
}

/** Signal and sales, always in sight. */
export function AirStatus({ url, soldCount, words }: Props) {
  const [now, setNow] = useState<AirNow | null>(null)
  const [lost, setLost] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a sale is what makes it ask at once.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    async function ask() {
      try {
        const answer = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(8_000) })
        if (!answer.ok) throw new Error(String(answer.status))
        const next = (await answer.json()) as AirNow
        if (over) return
        setNow(next)
        setLost(false)
      } catch {
        if (!over) setLost(true)
      }
      if (!over) timer = setTimeout(ask, EVERY_MS)
    }
    void ask()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [url, soldCount])

  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1 px-4 pt-2 text-lg lg:px-6">
      <p
        role="status"
        className={classes(
          'tabular flex items-center gap-2',
          lost ? 'text-night-wheat' : now && TEXTS[now.signal.tone],
        )}
      >
        <span
          aria-hidden="true"
          className={classes(
            'size-3 shrink-0 rounded-full',
            lost ? 'bg-night-wheat' : now ? DOTS[now.signal.tone] : 'bg-night-line',
          )}
        />
        <span>{lost ? words.lost : (now?.signal.words ?? '…')}</span>
        {!lost && now?.signal.gaps && <span className="text-night-wheat">{now.signal.gaps}</span>}
      </p>
      {now && (
        <details className="relative">
          <summary className="tabular flex min-h-12 items-center gap-3 lg:min-h-0">
            <span className="font-semibold">{now.sales.packs}</span>
            {now.sales.goods && <span>{now.sales.goods}</span>}
            {now.sales.held && <span className="text-night-soft">{now.sales.held}</span>}
            {now.sales.latest.length > 0 && <span aria-hidden="true">▾</span>}
          </summary>
          {now.sales.latest.length > 0 && (
            <div className="absolute z-30 max-h-[50dvh] w-80 max-w-[calc(100vw-32px)] overflow-y-auto rounded-md border border-night-line bg-night-raised p-4 text-base">
              <h2 className="pb-1 text-night-soft text-sm">{words.latestSales}</h2>
              <ol className="flex flex-col gap-1">
                {now.sales.latest.map(({ key, words: line }) => (
                  <li key={key}>{line}</li>
                ))}
              </ol>
            </div>
          )}
        </details>
      )}
    </div>
  )
}
