import type { ComponentProps } from 'react'
import { classes } from './classes.ts'

/** Dense, calm, scrolls sideways on a phone, prints well. The caption names it for a screen reader. */
export function Table({
  caption,
  className,
  children,
  ...rest
}: ComponentProps<'table'> & { caption: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className="-mx-4 overflow-x-auto px-4 lg:mx-0 lg:px-0" aria-label={caption} tabIndex={0}>
      <table className={classes('w-full border-collapse text-left text-sm', className)} {...rest}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  )
}

export function HeadCell({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={classes('border-line border-b px-3 py-2 font-semibold text-soft', className)}
      {...rest}
    />
  )
}

export function Cell({ className, ...rest }: ComponentProps<'td'>) {
  return <td className={classes('border-line border-b px-3 py-2.5 align-top', className)} {...rest} />
}

/** Counts and money stand under each other. */
export function NumberCell({ className, ...rest }: ComponentProps<'td'>) {
  return <Cell className={classes('tabular whitespace-nowrap text-right', className)} {...rest} />
}
