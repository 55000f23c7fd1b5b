import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonTone, buttonClasses } from './button.tsx'
import { classes } from './classes.ts'

type Props = ComponentProps<typeof Link> & { tone?: ButtonTone; size?: 'normal' | 'large' | 'small' }

/** Looks like a button, is a link: it leads somewhere and changes nothing. */
export function ButtonLink({ tone, size, className, ...rest }: Props) {
  return <Link className={classes(buttonClasses({ tone, size }), className)} {...rest} />
}
