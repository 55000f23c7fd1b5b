import type { ReactNode } from 'react'

/** A row of the market under its heading. */
export function Shelf({
  title,
  action,
  children,
}: {
  title: string
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="pt-10">
      <div className="flex items-baseline justify-between gap-4 pb-4">
        <h2 className="text-xl lg:text-2xl">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}
