'use client'
import { useActionState } from 'react'
import { buttonClasses } from '#components/ui/button.tsx'
import type { SendForm } from '#components/ui/form-state.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type Props = {
  /** The word on the closed button. */
  label: string
  ask: string
  hint: string
  hidden: Readonly<Record<string, string>>
  send: SendForm
  words: Record<'sure' | 'working', string>
}

/** Takes something away, and asks once before. Opens without JavaScript. */
export function AskOnce({ label, ask, hint, hidden, send, words }: Props) {
  const [state, submit] = useActionState(send, null)
  return (
    <details open={(state && !state.done) || undefined}>
      <summary className={buttonClasses({ tone: 'quiet', size: 'small' })}>{label}</summary>
      <form
        action={submit}
        className="mt-2 flex flex-col gap-3 rounded-md border border-persimmon-deep bg-persimmon-pale p-4"
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p className="font-semibold">{ask}</p>
        <p className="text-sm">{hint}</p>
        {state && !state.done && <Notice tone="urgent">{state.problem}</Notice>}
        <SubmitButton tone="danger" size="small" working={words.working} className="self-start">
          {words.sure}
        </SubmitButton>
      </form>
    </details>
  )
}
