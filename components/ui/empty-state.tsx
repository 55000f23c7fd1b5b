import type { ReactNode } from 'react'

/** An empty list: says what to do first. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-line border-dashed px-6 py-12 text-center">
      <p className="font-semibold text-lg">{title}</p>
      {children && <div className="max-w-md text-soft">{children}</div>}
      {action}
    </div>
  )
}
