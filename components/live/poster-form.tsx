'use client'
import { useActionState } from 'react'
import { Field, TextInput } from '#components/ui/field.tsx'
import type { SendForm } from '#components/ui/form-state.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type Props = {
  showId: string
  send: SendForm
  words: Record<'label' | 'hint' | 'submit' | 'working', string>
}

/** Sends one picture as the show's poster. */
export function PosterForm({ showId, send, words }: Props) {
  const [state, submit] = useActionState(send, null)
  return (
    <form action={submit} className="flex flex-col gap-3">
      <input type="hidden" name="showId" value={showId} />
      {state && !state.done && <Notice tone="urgent">{state.problem}</Notice>}
      <Field id="poster-file" label={words.label} hint={words.hint}>
        <TextInput
          id="poster-file"
          type="file"
          name="file"
          required
          accept="image/jpeg,image/png,image/webp,image/avif"
          aria-describedby="poster-file-hint"
        />
      </Field>
      <SubmitButton working={words.working} className="self-start">
        {words.submit}
      </SubmitButton>
    </form>
  )
}
