import type { ComponentProps } from 'react'
import { classes } from './classes.ts'

/**
 * `forward` moves things on (leaf), `hot` buys while it is on air (persimmon), `plain` is everything else,
 * `quiet` sits inside text and tables, `danger` takes something away.
 */
export type ButtonTone = 'forward' | 'hot' | 'plain' | 'quiet' | 'danger'

const TONES: Record<ButtonTone, string> = {
  forward: 'bg-leaf text-white hover:bg-leaf-deep active:bg-leaf-deep',
  hot: 'bg-persimmon-deep text-white hover:bg-persimmon-deep/90 active:bg-persimmon-deep/90',
  plain: 'border border-edge bg-raised text-ink hover:bg-sunken active:bg-sunken',
  quiet: 'text-leaf underline decoration-1 underline-offset-4 hover:decoration-2',
  danger: 'border border-persimmon-deep bg-raised text-persimmon-deep hover:bg-persimmon-pale',
}

const SIZES = {
  /** A thumb's. */
  normal: 'min-h-12 px-5 text-base',
  /** On air, with gloves. */
  large: 'min-h-14 px-6 text-lg',
  /** In dense tables, for a mouse; still 40 px high. */
  small: 'min-h-10 px-3 text-sm',
}

type Look = { tone?: ButtonTone; size?: keyof typeof SIZES }

export function buttonClasses({ tone = 'plain', size = 'normal' }: Look): string {
  return classes(
    'inline-flex select-none items-center justify-center gap-2 rounded-md text-center font-semibold leading-tight',
    'transition-colors duration-150 disabled:border-line disabled:bg-sunken disabled:text-faint aria-disabled:opacity-60',
    SIZES[size],
    TONES[tone],
    // Stands in line with the text around it, whatever the size's own padding.
    tone === 'quiet' && 'px-1!',
  )
}

export function Button({ tone, size, className, type = 'button', ...rest }: ComponentProps<'button'> & Look) {
  return <button type={type} className={classes(buttonClasses({ tone, size }), className)} {...rest} />
}
