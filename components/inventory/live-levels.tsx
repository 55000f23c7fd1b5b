'use client'
import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, use, useEffect, useRef } from 'react'
import { classes } from '#components/ui/classes.ts'
import { NumberCell } from '#components/ui/table.tsx'
import type { Levels } from './levels-store.ts'
import { useLevels } from './use-levels.ts'

const Followed = createContext<Levels>({})

type Props = {
  url: string
  initial: Levels
  /** The page says more than the levels (a ledger, lots): it is made anew when one of them moves. */
  remake?: boolean
  children: ReactNode
}

/** Everything in here that shows a level follows it. */
export function LiveLevels({ url, initial, remake = false, children }: Props) {
  const levels = useLevels(url, initial)
  const router = useRouter()
  const first = useRef(levels)
  useEffect(() => {
    if (remake && levels !== first.current) router.refresh()
  }, [levels, remake, router])
  return <Followed value={levels}>{children}</Followed>
}

/** On hand, held, available: three cells of a table's row. */
export function LevelCells({ variantId, soldOut }: { variantId: string; soldOut: string }) {
  const { onHand, held } = use(Followed)[variantId] ?? { onHand: 0, held: 0 }
  const available = onHand - held
  return (
    <>
      <NumberCell>
        <Moving value={onHand} />
      </NumberCell>
      <NumberCell className={held > 0 ? '' : 'text-faint'}>
        <Moving value={held} />
      </NumberCell>
      <NumberCell className={classes('font-semibold', available === 0 && 'text-persimmon-deep')}>
        {available === 0 ? soldOut : <Moving value={available} />}
      </NumberCell>
    </>
  )
}

/** The same three, as large numbers with their words. */
export function LevelFigures({
  variantId,
  words,
}: {
  variantId: string
  words: Record<'onHand' | 'held' | 'available', string>
}) {
  const { onHand, held } = use(Followed)[variantId] ?? { onHand: 0, held: 0 }
  const figures = [
    [words.onHand, onHand],
    [words.held, held],
    [words.available, onHand - held],
  ] as const
  return (
    <dl className="grid grid-cols-3 gap-3">
      {figures.map(([word, value]) => (
        <div key={word} className="flex flex-col-reverse rounded-md border border-line bg-raised px-4 py-3">
          <dt className="text-sm text-soft">{word}</dt>
          <dd className="tabular font-bold text-2xl lg:text-3xl">
            <Moving value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A number that arrives when it changes, and stands still while it does not. */
function Moving({ value }: { value: number }) {
  const before = useRef(value)
  const moved = before.current !== value
  before.current = value
  return (
    <span key={value} className={classes('inline-block', moved && 'animate-arrive')}>
      {value}
    </span>
  )
}
