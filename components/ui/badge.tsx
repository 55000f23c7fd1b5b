import type { ReactNode } from 'react'
import { classes } from './classes.ts'

const TONES = {
  plain: 'bg-sunken text-soft',
  good: 'bg-leaf-pale text-leaf-deep',
  trust: 'bg-wheat-pale text-wheat-deep',
  urgent: 'bg-persimmon-pale text-persimmon-deep',
  live: 'bg-persimmon-deep text-white',
}

export type BadgeTone = keyof typeof TONES

/** One word about a thing's state. */
export function Badge({ tone = 'plain', children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex min-h-6 items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 font-semibold text-xs',
        TONES[tone],
      )}
    >
      {tone === 'live' && (
        <span aria-hidden="true" className="size-1.5 animate-breathe rounded-full bg-white" />
      )}
      {children}
    </span>
  )
}
