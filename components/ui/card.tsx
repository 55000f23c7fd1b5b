import type { ReactNode } from 'react'
import { classes } from './classes.ts'

type Props = { title?: ReactNode; lead?: ReactNode; className?: string; children: ReactNode }

/** A sheet of paper on the table: one thing to do or to read, under its own heading. */
export function Card({ title, lead, className, children }: Props) {
  return (
    <section
      className={classes('flex flex-col gap-4 rounded-md border border-line bg-raised p-5 lg:p-6', className)}
    >
      {(title || lead) && (
        <div>
          {title && <h2 className="text-lg">{title}</h2>}
          {lead && <p className="mt-1 text-soft">{lead}</p>}
        </div>
      )}
      {children}
    </section>
  )
}
