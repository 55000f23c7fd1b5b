'use client'
import { useActionState } from 'react'
import { Field, Select, TextInput } from '#components/ui/field.tsx'
import type { SendForm } from '#components/ui/form-state.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type Props = {
  showId: string
  send: SendForm
  languages: readonly { readonly value: string; readonly label: string }[]
  words: Record<'label' | 'hint' | 'language' | 'submit' | 'working', string>
}

/** Sends one WebVTT file as the replay's captions. */
export function CaptionsForm({ showId, send, languages, words }: Props) {
  const [state, submit] = useActionState(send, null)
  return (
    <form action={submit} className="flex flex-col gap-3">
      <input type="hidden" name="showId" value={showId} />
      {state && !state.done && <Notice tone="urgent">{state.problem}</Notice>}
      {state?.done && state.said && <Notice tone="good">{state.said}</Notice>}
      <Field id="captions-file" label={words.label} hint={words.hint}>
        <TextInput
          id="captions-file"
          type="file"
          name="file"
          required
          accept=".vtt,text/vtt"
          aria-describedby="captions-file-hint"
        />
      </Field>
      <Field id="captions-language" label={words.language}>
        <Select id="captions-language" name="language">
          {languages.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <SubmitButton working={words.working} className="self-start">
        {words.submit}
      </SubmitButton>
    </form>
  )
}
