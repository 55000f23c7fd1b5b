'use client'
import { useActionState } from 'react'
import { Checkbox } from '#components/ui/field.tsx'
import type { SendForm } from '#components/ui/form-state.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type Props = {
  showId: string
  send: SendForm
  words: Record<'hint' | 'sure' | 'submit' | 'working' | 'fieldWrong', string>
}

/** Ends something for good: nothing happens without the tick, and nobody ticks by accident. */
export function EndForm({ showId, send, words }: Props) {
  const [state, submit] = useActionState(send, null)
  return (
    <form action={submit} className="flex flex-col gap-3">
      <input type="hidden" name="showId" value={showId} />
      <p>{words.hint}</p>
      {state && !state.done && (
        <Notice tone="urgent">{state.wrong.includes('sure') ? words.fieldWrong : state.problem}</Notice>
      )}
      <Checkbox name="sure" required label={words.sure} />
      <SubmitButton tone="danger" size="large" working={words.working} className="self-start">
        {words.submit}
      </SubmitButton>
    </form>
  )
}
