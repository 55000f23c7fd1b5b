import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

const CONTROL =
  'w-full min-h-12 rounded-md border border-edge bg-raised px-3 py-2 text-base text-ink placeholder:text-faint disabled:bg-sunken disabled:text-faint aria-invalid:border-persimmon-deep aria-invalid:border-2'

type FieldProps = {
  /** The control's id; hint and error hang on it as `${id}-hint` and `${id}-error`. */
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string | null
  /** A word such as "optional" beside the label. */
  aside?: string
  className?: string
  children: ReactNode
}

/** A label, its control, what helps, and what is wrong with it, tied together for a screen reader. */
export function Field({ id, label, hint, error, aside, className, children }: FieldProps) {
  return (
    <div className={classes('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="font-medium">
        {label}
        {aside && <span className="ml-2 font-normal text-faint text-sm">{aside}</span>}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="font-medium text-persimmon-deep text-sm" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

/** The aria attributes of a control inside a Field. */
export function describedBy(id: string, has: { hint?: unknown; error?: unknown }) {
  const ids = [has.hint ? `${id}-hint` : '', has.error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': has.error ? true : undefined }
}

export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={classes(CONTROL, className)} {...rest} />
}

export function TextArea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={classes(CONTROL, className)} {...rest} />
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  // Another default is another select: React resets a form after its action, and would reset a choice to the first.
  return (
    <select
      key={String(rest.defaultValue)}
      className={classes(CONTROL, 'appearance-auto', className)}
      {...rest}
    />
  )
}

/** A box to tick, with its words as the touch target. */
export function Checkbox({
  label,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode }) {
  return (
    <label className={classes('flex min-h-12 items-center gap-3', className)}>
      <input type="checkbox" className="size-5 accent-leaf" {...rest} />
      <span>{label}</span>
    </label>
  )
}
