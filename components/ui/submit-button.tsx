'use client'
import type { ComponentProps } from 'react'
import { useFormStatus } from 'react-dom'
import { Button } from './button.tsx'

/** Says that it is working and cannot be pressed twice; without JavaScript it is a plain submit button. */
export function SubmitButton({
  working,
  children,
  disabled,
  ...rest
}: ComponentProps<typeof Button> & { working: string }) {
  const { pending } = useFormStatus()
  return (
    <Button type="submit" disabled={disabled || pending} aria-live="polite" {...rest}>
      {pending ? working : children}
    </Button>
  )
}
