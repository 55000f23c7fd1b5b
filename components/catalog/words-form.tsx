'use client'
import { useActionState } from 'react'
import { describedBy, Field, Select, TextInput } from '#components/ui/field.tsx'
import { Fold, type Folded } from '#components/ui/fold.tsx'
import type { SendForm } from '#components/ui/form-state.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Locale } from '#lib/kernel/locale.ts'
import { type LanguageField, LanguageFields } from './language-fields.tsx'

export interface PlainField {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value?: string
  readonly inputMode?: 'numeric' | 'decimal'
  readonly type?: 'text' | 'file' | 'datetime-local'
  readonly accept?: string
  readonly maxLength?: number
  readonly optional?: boolean
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

export type WordsFormWords = Record<'submit' | 'working' | 'fieldWrong' | 'optional' | 'languages', string>

type Props = {
  id: string
  locale: Locale
  send: SendForm
  hidden: Readonly<Record<string, string | undefined>>
  /** Above the languages, in a row where there is room. */
  plain?: readonly PlainField[]
  localised: readonly LanguageField[]
  words: WordsFormWords
  /** In a narrow place: languages under tabs on a wide screen too. */
  narrow?: boolean
  /** Folded away until it is wanted. */
  folded?: Folded
}

/** A form whose words are written in three languages. Whole without JavaScript. */
export function WordsForm(props: Props) {
  const { id, locale, send, hidden, plain = [], localised, words, narrow = false, folded } = props
  const [state, submit] = useActionState(send, null)
  const refused = state && !state.done ? state : null
  return (
    <Fold folded={folded} answered={state !== null}>
      <form action={submit} className="flex flex-col gap-5">
        {Object.entries(hidden).map(
          ([name, value]) =>
            value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
        )}
        {refused && <Notice tone="urgent">{refused.problem}</Notice>}
        {state?.done && state.said && <Notice tone="good">{state.said}</Notice>}
        {plain.length > 0 && (
          <div className={narrow ? 'grid gap-4' : 'grid gap-4 sm:grid-cols-2 lg:grid-cols-3'}>
            {plain.map(({ name, label, hint, value, optional = false, options, ...rest }) => {
              const own = `${id}-${name}`
              const error = refused?.wrong.includes(name) ? words.fieldWrong : null
              const given = {
                id: own,
                name,
                required: !optional,
                defaultValue: refused?.typed[name] ?? value,
                ...describedBy(own, { hint, error }),
              }
              return (
                <Field
                  key={name}
                  id={own}
                  label={label}
                  hint={hint}
                  error={error}
                  aside={optional ? words.optional : undefined}
                >
                  {options ? (
                    <Select {...given}>
                      {options.map((option) => (
                        <option key={option.value} value={option.value}>
                          {option.label}
                        </option>
                      ))}
                    </Select>
                  ) : (
                    <TextInput {...given} {...rest} />
                  )}
                </Field>
              )
            })}
          </div>
        )}
        <LanguageFields
          id={id}
          legend={words.languages}
          locale={locale}
          fields={localised}
          state={state}
          fieldWrong={words.fieldWrong}
          narrow={narrow}
        />
        <SubmitButton tone="forward" working={words.working} className="self-start">
          {words.submit}
        </SubmitButton>
      </form>
    </Fold>
  )
}
