'use client'
import { useActionState } from 'react'
import type { ButtonTone } from '#components/ui/button.tsx'
import type { SendForm } from '#components/ui/form-state.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type Props = {
  send: SendForm
  /** What it is done to; a list is sent as `name.0`, `name.1`, … */
  hidden: Readonly<Record<string, string | readonly string[]>>
  label: string
  working: string
  /** Read out instead of the label, where the label alone does not say what it is about. */
  ariaLabel?: string
  tone?: ButtonTone
  size?: 'normal' | 'small'
  disabled?: boolean
  className?: string
}

/** One button that does one thing, and says why not when it cannot. */
export function DeedForm({
  send,
  hidden,
  label,
  working,
  ariaLabel,
  tone,
  size = 'small',
  disabled,
  className,
}: Props) {
  const [state, submit] = useActionState(send, null)
  return (
    <form action={submit} className={className}>
      {Object.entries(hidden).flatMap(([name, value]) =>
        typeof value === 'string' ? (
          <input key={name} type="hidden" name={name} value={value} />
        ) : (
          value.map((one, index) => (
            <input key={`${name}.${one}`} type="hidden" name={`${name}.${index}`} value={one} />
          ))
        ),
      )}
      <SubmitButton tone={tone} size={size} working={working} disabled={disabled} aria-label={ariaLabel}>
        {label}
      </SubmitButton>
      {state && !state.done && (
        <Notice tone="urgent" className="mt-2">
          {state.problem}
        </Notice>
      )}
    </form>
  )
}
