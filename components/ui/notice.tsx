import type { ReactNode } from 'react'
import { classes } from './classes.ts'

const TONES = {
  plain: 'border-line bg-sunken text-ink',
  good: 'border-leaf bg-leaf-pale text-leaf-deep',
  trust: 'border-wheat bg-wheat-pale text-wheat-deep',
  urgent: 'border-persimmon-deep bg-persimmon-pale text-persimmon-deep',
}

type Props = { tone?: keyof typeof TONES; title?: ReactNode; children?: ReactNode; className?: string }

/** What happened, what is safe, what to do. An urgent one is read out at once. */
export function Notice({ tone = 'plain', title, children, className }: Props) {
  return (
    <div
      role={tone === 'urgent' ? 'alert' : 'status'}
      className={classes('rounded-md border px-4 py-3', TONES[tone], className)}
    >
      {title && <p className="font-semibold">{title}</p>}
      {children && <div className={classes(title ? 'mt-1' : '')}>{children}</div>}
    </div>
  )
}
